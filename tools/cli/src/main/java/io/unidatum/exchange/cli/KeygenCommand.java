package io.unidatum.exchange.cli;

import io.unidatum.exchange.runtime.Ed25519Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code exchange keygen}: a new key for a gateway, an adapter or an operator. */
@Command(
        name = "keygen",
        description = {
            "Makes an Ed25519 key in a file that only its owner can read, and prints its public half.",
            "The cluster heeds it once an operator has given it a role: exchange admin principal ROLE PUBLIC_KEY."
        })
public final class KeygenCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The file to make; one that is there already is left as it is.")
    private Path file;

    @Spec
    private CommandSpec spec;

    /** Constructs the command, to be filled by picocli. */
    public KeygenCommand() {}

    @Override
    public Integer call() throws IOException {
        if (Files.exists(file)) {
            throw new UserError(file + " is there already: remove it first, or choose another name");
        }
        final Ed25519Key key = Ed25519Key.generate();
        try {
            key.save(file);
        } catch (final IOException ex) {
            throw new UserError(file + " cannot be written");
        }
        spec.commandLine().getOut().println(key.publicKeyHex());
        return 0;
    }
}
