package io.unidatum.exchange.cli.run;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.settings.KeyFile;
import io.unidatum.exchange.cli.settings.SecretFile;
import io.unidatum.exchange.ledger.decoin.MasterSeed;
import io.unidatum.exchange.runtime.Ed25519Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The keys and secrets of a local exchange. Made on the first run, in files that only their owner can read.
 *
 * @param operator key of the operator.
 * @param gateway key of the gateway.
 * @param adapter key of the ledger adapter.
 * @param node key of the cluster's nodes.
 */
record RunSecrets(Ed25519Key operator, Ed25519Key gateway, Ed25519Key adapter, Ed25519Key node) {
    private static final int PASSWORD_BYTES = 16;
    private static final int MASTER_SECRET_BYTES = 32;

    /**
     * Loads what is there and makes what is missing.
     *
     * @param options that name the files.
     * @param exchange whose servers need passwords.
     * @return the keys.
     * @throws UserError if a file can be neither read nor written.
     */
    static RunSecrets prepare(final RunOptions options, final LocalExchange exchange) {
        protectFolder(options.data().dataDir().resolve("secrets"));
        if (exchange.ownPostgres() && !options.postgres().hasPassword()) {
            SecretFile.readOrCreate(
                    options.postgres().passwordFile(options.data()), "POSTGRES_PASSWORD_FILE", PASSWORD_BYTES);
        }
        if (exchange.ownRedis() && !options.redis().hasPassword()) {
            SecretFile.readOrCreate(
                    options.redis().passwordFile(options.data()), "REDIS_PASSWORD_FILE", PASSWORD_BYTES);
        }
        if (!options.apiKeys().hasMasterSecret()) {
            SecretFile.readOrCreate(
                    options.apiKeys().masterSecretFile(options.data()), "API_MASTER_SECRET_FILE", MASTER_SECRET_BYTES);
        }
        final Path seed = options.ledger().custodySeedFile(options.data());
        try {
            MasterSeed.loadOrCreate(seed);
        } catch (final IOException ex) {
            throw new UserError("CUSTODY_SEED_FILE=" + seed + ": " + ex.getMessage());
        }
        return new RunSecrets(
                key(options.operator().keyFile(options.data()), "OPERATOR_KEY_FILE"),
                key(options.gateway().keyFile(options.data()), "GATEWAY_KEY_FILE"),
                key(options.ledger().keyFile(options.data()), "ADAPTER_KEY_FILE"),
                key(options.nodeKey().keyFile(options.data()), "NODE_KEY_FILE"));
    }

    private static Ed25519Key key(final Path file, final String setting) {
        if (!Files.exists(file)) {
            try {
                Ed25519Key.generate().save(file);
            } catch (final IOException ex) {
                throw new UserError(setting + "=" + file + " cannot be written");
            }
        }
        return KeyFile.load(file, setting);
    }

    private static void protectFolder(final Path folder) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (final IOException ex) {
            throw new UserError(folder + " cannot be written");
        }
    }
}
