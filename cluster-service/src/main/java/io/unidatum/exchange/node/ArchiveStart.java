package io.unidatum.exchange.node;

import io.aeron.archive.Archive;
import io.aeron.archive.client.ArchiveException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the archive, also after a kill in the midst of a write. The archive refuses to start when the last frame of a
 * recording was written in part. No one was told that such a frame is recorded, so it is erased and the start is tried
 * again.
 */
final class ArchiveStart {
    private static final Logger LOGGER = LoggerFactory.getLogger(ArchiveStart.class);
    private static final Pattern TORN_FRAME = Pattern.compile("incomplete last fragment .* in file: ([^\n]+)");
    private static final int ATTEMPTS = 10;

    private ArchiveStart() {}

    /**
     * Starts the archive.
     *
     * @param context makes a fresh context for each attempt.
     * @return the running archive.
     * @throws IOException if a torn frame cannot be erased.
     */
    static Archive launch(final Supplier<Archive.Context> context) throws IOException {
        int attempt = 1;
        while (true) {
            try {
                return Archive.launch(context.get());
            } catch (final ArchiveException ex) {
                final Matcher matcher = TORN_FRAME.matcher(String.valueOf(ex.getMessage()));
                if (attempt == ATTEMPTS || !matcher.find()) {
                    throw ex;
                }
                final Path segment = Path.of(matcher.group(1).strip());
                final int erased = TornFrame.erase(segment);
                LOGGER.warn("erased a frame that the last run was killed over: file={} bytes={}", segment, erased);
                attempt++;
            }
        }
    }
}
