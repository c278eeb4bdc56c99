package io.unidatum.exchange.cli.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The end of a growing file. Not thread safe. */
final class LogTail {
    private static final int MAX_BYTES = 1 << 20;

    private final Path file;
    private final String prefix;
    private long position;
    private String partial = "";

    /**
     * Constructs a tail that begins at the file's present end.
     *
     * @param file to read.
     * @param prefix of each line.
     */
    LogTail(final Path file, final String prefix) throws IOException {
        this.file = file;
        this.prefix = prefix;
        this.position = Files.size(file);
    }

    /**
     * The last lines before the tail.
     *
     * @param count at most.
     * @return the lines with their prefix.
     */
    List<String> last(final int count) throws IOException {
        final long begin = Math.max(0, position - MAX_BYTES);
        final String[] all = read(begin, position).split("\n", -1);
        final List<String> lines = new ArrayList<>();
        // What follows the last line's end is the beginning of one that is being written.
        partial = all[all.length - 1];
        for (int i = Math.max(begin == 0 ? 0 : 1, all.length - 1 - count); i < all.length - 1; i++) {
            lines.add(prefix + all[i]);
        }
        return lines;
    }

    /** What was added since the last call. {@return whole lines with their prefix} */
    List<String> added() throws IOException {
        final long size = Files.size(file);
        if (size < position) {
            // Rotated.
            position = 0;
            partial = "";
        }
        final long end = Math.min(size, position + MAX_BYTES);
        final String[] all = (partial + read(position, end)).split("\n", -1);
        position = end;
        partial = all[all.length - 1];
        final List<String> lines = new ArrayList<>();
        for (int i = 0; i < all.length - 1; i++) {
            lines.add(prefix + all[i]);
        }
        return lines;
    }

    private String read(final long begin, final long end) throws IOException {
        final byte[] bytes = new byte[(int) (end - begin)];
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
            access.seek(begin);
            access.readFully(bytes);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
