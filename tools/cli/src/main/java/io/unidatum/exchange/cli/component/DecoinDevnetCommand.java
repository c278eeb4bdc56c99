package io.unidatum.exchange.cli.component;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.settings.DataSettings;
import io.unidatum.exchange.cli.settings.DevnetSettings;
import io.unidatum.exchange.cli.settings.NetworkSettings;
import io.unidatum.exchange.devnet.DecoinDevnet;
import io.unidatum.exchange.devnet.DecoinDevnetContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code exchange decoin-devnet}: the development DeCoin node. */
@Command(
        name = "decoin-devnet",
        description = "Runs a development DeCoin node. For development and tests only: it makes DEC for whoever asks.")
public final class DecoinDevnetCommand implements Callable<Integer> {
    @Mixin
    private DataSettings data;

    @Mixin
    private NetworkSettings network;

    @Mixin
    private DevnetSettings devnet;

    /** Constructs the command, to be filled by picocli. */
    public DecoinDevnetCommand() {}

    @Override
    public Integer call() {
        return Serving.until("decoin-devnet", data, serving -> DecoinDevnet.launch(context()));
    }

    private DecoinDevnetContext context() {
        final DecoinDevnetContext ctx = new DecoinDevnetContext()
                .host(network.bindHost())
                .port(devnet.port())
                .blockIntervalMs(devnet.blockIntervalMs())
                .transfersPerSecond(devnet.transfersPerSecond())
                .answerMs(devnet.answerMs() / 2, devnet.answerMs(), devnet.answerMs() * 8 / 3);
        if (devnet.raisedStake()) {
            ctx.raisedStake();
        }
        devnet.directory(data).ifPresent(folder -> ctx.dataFile(file(folder)));
        return ctx;
    }

    private static Path file(final Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (final IOException ex) {
            throw new UserError("DECOIN_DEVNET_DIR=" + folder + " cannot be written");
        }
        return folder.resolve("chain");
    }
}
