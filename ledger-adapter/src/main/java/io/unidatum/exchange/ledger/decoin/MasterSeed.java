package io.unidatum.exchange.ledger.decoin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * The seed from which all wallet keys are derived: hex digits in a file that only its owner can read. Never printed,
 * never in PostgreSQL. Losing it loses the wallets.
 */
public final class MasterSeed {
    private static final int MIN_LENGTH = 16;
    private static final int MAX_LENGTH = 64;
    private static final int NEW_LENGTH = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final byte[] bytes;

    private MasterSeed(final byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Takes a seed.
     *
     * @param bytes 16 to 64, copied.
     * @return the seed.
     * @throws IllegalArgumentException if there are fewer or more.
     */
    public static MasterSeed of(final byte[] bytes) {
        if (bytes.length < MIN_LENGTH || bytes.length > MAX_LENGTH) {
            throw new IllegalArgumentException("a seed has " + MIN_LENGTH + " to " + MAX_LENGTH + " bytes");
        }
        return new MasterSeed(bytes.clone());
    }

    /**
     * Loads a seed.
     *
     * @param file with 32 to 128 hex digits; lines that start with # are skipped.
     * @return the seed.
     * @throws IOException if the file cannot be read, others may read it, or it holds no seed.
     */
    public static MasterSeed load(final Path file) throws IOException {
        final StringBuilder digits = new StringBuilder();
        for (final String line : Files.readAllLines(file)) {
            if (!line.startsWith("#")) {
                digits.append(line.strip());
            }
        }
        for (final PosixFilePermission permission : Files.getPosixFilePermissions(file)) {
            if (!permission.name().startsWith("OWNER")) {
                throw new IOException("others may read the custody seed: chmod 600 " + file);
            }
        }
        try {
            return of(HexFormat.of().parseHex(digits));
        } catch (final IllegalArgumentException ex) {
            // The cause is left out: it could quote the seed.
            throw new IOException(file + " holds no seed: it must be 32 to 128 hex digits");
        }
    }

    /**
     * Loads a seed, or makes one from the system's random source and saves it there first.
     *
     * @param file to read or create, with its folder.
     * @return the seed.
     * @throws IOException if the file cannot be read or written.
     */
    public static MasterSeed loadOrCreate(final Path file) throws IOException {
        if (Files.exists(file)) {
            return load(file);
        }
        final byte[] random = new byte[NEW_LENGTH];
        new SecureRandom().nextBytes(random);
        final Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        final Path temporary =
                Files.createTempFile(folder, "seed", ".tmp", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(
                temporary,
                "# Master seed of the exchange's DeCoin wallets. Keep it secret, and keep a copy: it is the money.\n"
                        + HexFormat.of().formatHex(random) + "\n");
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        return of(random);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "MasterSeed{secret}";
    }
}
