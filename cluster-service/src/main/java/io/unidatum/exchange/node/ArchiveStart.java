package io.unidatum.exchange.node;

import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveTool;
import io.aeron.archive.ArchiveTool.VerifyOption;
import io.aeron.archive.client.ArchiveException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the archive, also after a kill in the midst of a write. The archive refuses to start when the last frame of a
 * recording was written in part. No one was told that such a frame is recorded, so it is cut off and the start is tried
 * once more.
 */
final class ArchiveStart {
    private static final Logger LOGGER = LoggerFactory.getLogger(ArchiveStart.class);
    private static final String TORN_FRAME = "incomplete last fragment";

    private ArchiveStart() {}

    /**
     * Starts the archive.
     *
     * @param context makes a fresh context for each attempt.
     * @return the running archive.
     */
    static Archive launch(final Supplier<Archive.Context> context) {
        final Archive.Context first = context.get();
        try {
            return Archive.launch(first);
        } catch (final ArchiveException ex) {
            if (ex.getMessage() == null || !ex.getMessage().contains(TORN_FRAME)) {
                throw ex;
            }
            LOGGER.warn("the last run was killed while it wrote a frame; cutting it off: {}", ex.getMessage());
        }
        final ByteArrayOutputStream report = new ByteArrayOutputStream();
        final boolean isSound = ArchiveTool.verify(
                new PrintStream(report, true, StandardCharsets.UTF_8),
                first.archiveDir(),
                EnumSet.of(VerifyOption.APPLY_CHECKSUM),
                first.recordChecksum().getClass().getName(),
                file -> true);
        LOGGER.warn("archive repaired: sound={} report={}", isSound, report.toString(StandardCharsets.UTF_8));
        final Archive.Context second = context.get();
        second.markFileDir().toPath().resolve("archive-mark.dat").toFile().delete();
        return Archive.launch(second);
    }
}
