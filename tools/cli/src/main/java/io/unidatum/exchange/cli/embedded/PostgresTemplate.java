package io.unidatum.exchange.cli.embedded;

import io.unidatum.exchange.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A data folder that the build made once and first starts copy, because making one takes seconds. It has the default
 * user and database, and a password that nobody knows.
 */
public final class PostgresTemplate {
    static final String USER = "exchange";
    static final String DATABASE = "exchange";

    private static final int PASSWORD_BYTES = 32;

    private final Path binaries;
    private final Path folder;

    /**
     * Names the folders; nothing is done yet.
     *
     * @param binaries folder of all binaries; the template is beside them.
     */
    public PostgresTemplate(final Path binaries) {
        this.binaries = binaries;
        this.folder = binaries.resolve("postgres-18-template");
    }

    /**
     * Unpacks PostgreSQL and makes the template, unless that was done before.
     *
     * @throws UserError if it cannot.
     */
    public void prepare() {
        if (Files.isDirectory(folder)) {
            return;
        }
        final PostgresTools tools = new PostgresTools(binaries);
        final Path temporary = folder.resolveSibling(folder.getFileName() + ".tmp");
        final byte[] password = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(password);
        try {
            Files.createDirectories(binaries);
            tools.unpack();
            tools.initialise(temporary, USER, HexFormat.of().formatHex(password), DATABASE);
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (final IOException ex) {
            throw new UserError(folder + " cannot be written: " + ex.getMessage());
        }
    }

    /**
     * Whether the template will do.
     *
     * @param user who is to own everything.
     * @param database that is to exist.
     * @return false if it is not there or is for others.
     */
    boolean fits(final String user, final String database) {
        return user.equals(USER) && database.equals(DATABASE) && Files.isReadable(folder);
    }

    /**
     * Copies the template.
     *
     * @param data folder to make.
     * @param password of the user in it.
     */
    void copyTo(final Path data, final String password) throws IOException {
        FileTree.delete(data);
        FileTree.copy(folder, data);
        new PostgresTools(binaries)
                .sql(data, "ALTER USER \"" + USER + "\" PASSWORD '" + password.replace("'", "''") + "'");
    }
}
