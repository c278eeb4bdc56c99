package io.unidatum.exchange.drills;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where a drill's exchange keeps its state: {@code FOLDER}, which stays, or a new folder, which is erased. */
final class DrillFolder implements AutoCloseable {
    private final Path path;
    private final boolean temporary;

    private DrillFolder(final Path path, final boolean temporary) {
        this.path = path;
        this.temporary = temporary;
    }

    static DrillFolder create(final String name) throws IOException {
        final String given = System.getenv("FOLDER");
        if (given == null || given.isBlank()) {
            return new DrillFolder(Files.createTempDirectory(name), true);
        }
        final Path path = Path.of(given).toAbsolutePath();
        Files.createDirectories(path);
        return new DrillFolder(path, false);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        if (!temporary) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
