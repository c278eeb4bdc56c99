package io.unidatum.exchange.cli.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders with everything in them. Links are not followed. */
public final class FileTree {
    private FileTree() {}

    /**
     * Deletes a folder, if it is there.
     *
     * @param folder to delete.
     * @throws IOException if something in it cannot be deleted.
     */
    public static void delete(final Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (final Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /**
     * Copies a folder with the files' permissions.
     *
     * @param from folder to copy.
     * @param to folder to make.
     * @throws IOException if something cannot be copied.
     */
    public static void copy(final Path from, final Path to) throws IOException {
        final List<Path> paths;
        try (Stream<Path> walk = Files.walk(from)) {
            paths = walk.toList();
        }
        for (final Path path : paths) {
            Files.copy(path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
