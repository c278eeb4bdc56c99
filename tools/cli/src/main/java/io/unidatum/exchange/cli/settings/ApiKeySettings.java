package io.unidatum.exchange.cli.settings;

import io.unidatum.exchange.cli.UserError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The secret that all API keys' secrets are derived from. Read by picocli; not to be changed afterwards. */
public final class ApiKeySettings {
    private static final int MIN_LENGTH = 16;

    @Option(
            names = "--api-master-secret",
            paramLabel = "TEXT",
            converter = SettingTypes.SecretText.class,
            hidden = true,
            description = "The secret that the secrets of all API keys are derived from; at least 16 "
                    + "characters. `run` makes a random one when neither this nor the file is there")
    private Secret masterSecret;

    @Option(
            names = "--api-master-secret-file",
            paramLabel = "PATH",
            defaultValue = "DATA_DIR/secrets/api-master.secret",
            converter = SettingTypes.FilePath.class,
            description = "A file that holds it, read when API_MASTER_SECRET is not set")
    private Path masterSecretFile;

    /** Constructs the group, to be filled by picocli. */
    public ApiKeySettings() {}

    /**
     * The file that may hold the master secret.
     *
     * @param data to resolve the path with.
     * @return absolute path.
     */
    public Path masterSecretFile(final DataSettings data) {
        return data.resolve(masterSecretFile);
    }

    /** Whether the secret is set itself, not by a file. {@return true if so} */
    public boolean hasMasterSecret() {
        return masterSecret != null;
    }

    /**
     * The secret that the secrets of all API keys are derived from.
     *
     * @param data to resolve the file's path with.
     * @return its bytes.
     * @throws UserError if there is none, or it is too short.
     */
    public byte[] masterSecret(final DataSettings data) {
        final String text = masterSecret != null
                ? masterSecret.value()
                : SecretFile.read(masterSecretFile(data), "API_MASTER_SECRET_FILE")
                        .orElseThrow(() -> new UserError("API_MASTER_SECRET is not set and there is no file "
                                + masterSecretFile(data) + ": set API_MASTER_SECRET or API_MASTER_SECRET_FILE"));
        if (text.length() < MIN_LENGTH) {
            throw new UserError("API_MASTER_SECRET must be at least " + MIN_LENGTH + " characters long");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
