package io.unidatum.exchange.cli.embedded;

import io.unidatum.exchange.cli.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks binaries from the class path, once: a folder or file appears whole or not at all. */
final class Binaries {
    private static final int EXECUTABLE = 0100;

    private Binaries() {}

    /**
     * Unpacks an archive, unless that was done before.
     *
     * @param resource name of a {@code .txz} on the class path.
     * @param folder to unpack into.
     * @param instead what the user can set instead if there is no such resource.
     * @throws UserError if there is none, or it cannot be unpacked.
     */
    static void unpack(final String resource, final Path folder, final String instead) {
        if (Files.isDirectory(folder)) {
            return;
        }
        final Path temporary = folder.resolveSibling(folder.getFileName() + ".tmp");
        try (InputStream in = open(resource, instead)) {
            FileTree.delete(temporary);
            try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(in))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(tar, entry, temporary);
                }
            }
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (final IOException ex) {
            throw new UserError(folder + " cannot be written: " + ex.getMessage());
        }
    }

    /**
     * Unpacks one executable file, unless that was done before.
     *
     * @param resource its name on the class path.
     * @param file to write.
     * @param instead what the user can set instead if there is no such resource.
     * @throws UserError if there is none, or it cannot be written.
     */
    static void executable(final String resource, final Path file, final String instead) {
        if (Files.exists(file)) {
            return;
        }
        final Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (InputStream in = open(resource, instead)) {
            Files.createDirectories(file.getParent());
            Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (final IOException ex) {
            throw new UserError(file + " cannot be written: " + ex.getMessage());
        }
    }

    /** Whether this machine is an ARM one. {@return false for x86} */
    static boolean isArm() {
        return List.of("aarch64", "arm64").contains(System.getProperty("os.arch"));
    }

    private static InputStream open(final String resource, final String instead) {
        final boolean linux = System.getProperty("os.name").equals("Linux");
        final InputStream in = linux ? Binaries.class.getResourceAsStream("/" + resource) : null;
        if (in == null) {
            throw new UserError("this distribution has no " + resource + " for " + System.getProperty("os.name") + " "
                    + System.getProperty("os.arch") + ": " + instead);
        }
        return in;
    }

    private static void unpack(final TarArchiveInputStream tar, final TarArchiveEntry entry, final Path folder)
            throws IOException {
        final Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("the archive names a file outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            if ((entry.getMode() & EXECUTABLE) != 0) {
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }
}
