package io.unidatum.exchange.cli.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the logs of a folder bounded: a log that has grown too long is copied to {@code NAME.log.1} and emptied. The
 * processes append to the same open file throughout, so what they write between the two steps can be lost.
 */
final class LogRotation {
    private static final Logger LOG = LoggerFactory.getLogger(LogRotation.class);

    private final Path folder;
    private final long maxBytes;

    LogRotation(final Path folder, final long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    /** Looks at each log once. */
    void run() {
        try (Stream<Path> files = Files.list(folder)) {
            final List<Path> logs =
                    files.filter(file -> file.toString().endsWith(".log")).toList();
            for (final Path log : logs) {
                if (Files.size(log) > maxBytes) {
                    Files.copy(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                    FileChannel.open(log, StandardOpenOption.WRITE).truncate(0).close();
                }
            }
        } catch (final IOException ex) {
            LOG.warn("logs cannot be rotated folder={} reason={}", folder, ex.toString());
        }
    }
}
