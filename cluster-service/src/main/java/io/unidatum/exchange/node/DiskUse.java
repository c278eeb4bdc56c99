package io.unidatum.exchange.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a node's files take of its disk. Segment files are made sparse and at full length, so of a recording's last one
 * only what has been written counts.
 */
final class DiskUse {
    private static final Pattern SEGMENT = Pattern.compile("(\\d+)-(\\d+)\\.rec");

    private final List<Path> folders;

    DiskUse(final List<Path> folders) {
        this.folders = folders;
    }

    /**
     * Measures.
     *
     * @param ends position behind the last byte of each recording, by recording id; others count at full length.
     * @return bytes.
     */
    long bytes(final Map<Long, Long> ends) {
        long sum = 0;
        for (final Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                sum += files.mapToLong(file -> bytes(file, ends)).sum();
            } catch (final IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }
        return sum;
    }

    private static long bytes(final Path file, final Map<Long, Long> ends) {
        final long length;
        try {
            length = Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (final NoSuchFileException ex) {
            return 0;
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
        final Matcher matcher = SEGMENT.matcher(file.getFileName().toString());
        if (!matcher.matches()) {
            return length;
        }
        final Long end = ends.get(Long.parseLong(matcher.group(1)));
        final long base = Long.parseLong(matcher.group(2));
        return end == null ? length : Math.max(0, Math.min(length, end - base));
    }
}
