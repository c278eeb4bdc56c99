package io.unidatum.exchange.cli.settings;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.runtime.Ed25519Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads the keys that settings name. */
public final class KeyFile {
    private KeyFile() {}

    /**
     * Loads a key.
     *
     * @param file to read.
     * @param setting that names it, for the error.
     * @return the key pair.
     * @throws UserError if there is no key there.
     */
    public static Ed25519Key load(final Path file, final String setting) {
        if (!Files.exists(file)) {
            throw new UserError(setting + ": there is no file " + file + ": make a key with 'exchange keygen " + file
                    + "' and give it its role with 'exchange admin principal'");
        }
        try {
            return Ed25519Key.load(file);
        } catch (final IOException ex) {
            throw new UserError(setting + ": " + ex.getMessage());
        }
    }
}
