package io.unidatum.exchange.cli.settings;

import io.unidatum.exchange.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** Secrets in files that only their owner can read (mode 600). */
public final class SecretFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final SecureRandom RANDOM = new SecureRandom();

    private SecretFile() {}

    /**
     * Reads a secret.
     *
     * @param file to read.
     * @param setting that names the file, for the error.
     * @return the text without surrounding space, or empty if there is no such file.
     * @throws UserError if the file cannot be read or is empty.
     */
    public static Optional<String> read(final Path file, final String setting) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            final String text = Files.readString(file).strip();
            if (text.isEmpty()) {
                throw new UserError(setting + ": the file " + file + " is empty");
            }
            return Optional.of(text);
        } catch (final IOException ex) {
            throw new UserError(setting + ": the file " + file + " cannot be read");
        }
    }

    /**
     * Reads a secret, or makes a random one and keeps it in the file.
     *
     * @param file to read or write.
     * @param setting that names the file, for the error.
     * @param bytes of randomness.
     * @return the secret, two hex digits a byte when it is new.
     * @throws UserError if the file can be neither read nor written.
     */
    public static String readOrCreate(final Path file, final String setting, final int bytes) {
        return read(file, setting).orElseGet(() -> {
            final byte[] random = new byte[bytes];
            RANDOM.nextBytes(random);
            final String secret = HexFormat.of().formatHex(random);
            write(file, setting, secret + "\n");
            return secret;
        });
    }

    /**
     * Writes a file that only its owner can read; it appears whole or not at all.
     *
     * @param file to write; its folder is created.
     * @param setting that names the file, for the error.
     * @param text to write.
     * @throws UserError if it cannot be written.
     */
    public static void write(final Path file, final String setting, final String text) {
        final Path folder = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
            final Path temporary =
                    Files.createTempFile(folder, "secret", ".tmp", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(temporary, text);
            Files.move(temporary, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (final IOException ex) {
            throw new UserError(setting + ": the file " + file + " cannot be written");
        }
    }
}
