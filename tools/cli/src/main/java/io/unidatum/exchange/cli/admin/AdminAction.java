package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.settings.ClusterSettings;
import io.unidatum.exchange.cli.settings.DataSettings;
import io.unidatum.exchange.cli.settings.KeyFile;
import io.unidatum.exchange.cli.settings.NetworkSettings;
import io.unidatum.exchange.cli.settings.OperatorSettings;
import io.unidatum.exchange.client.CommandResult;
import io.unidatum.exchange.client.view.AssetView;
import io.unidatum.exchange.client.view.ExchangeView;
import io.unidatum.exchange.client.view.InstrumentView;
import io.unidatum.exchange.client.view.RetentionView;
import io.unidatum.exchange.protocol.Decimal8;
import io.unidatum.exchange.runtime.Ed25519Key;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the actions of {@code exchange admin} share: the settings, the session, and how an outcome is told. */
abstract class AdminAction implements Callable<Integer> {
    private static final long CONNECT_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(15);

    @Mixin
    private DataSettings data;

    @Mixin
    private NetworkSettings network;

    @Mixin
    private ClusterSettings cluster;

    @Mixin
    private OperatorSettings operator;

    @Spec
    private CommandSpec spec;

    /** Carries the action out. Prints to {@link #out()}. */
    abstract void run(OperatorClient client);

    @Override
    public final Integer call() {
        try (OperatorClient client =
                OperatorClient.connect(key(), cluster.members(), network.ownHost(), CONNECT_TIMEOUT_NS)) {
            run(client);
        }
        out().flush();
        return 0;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final DataSettings data() {
        return data;
    }

    final NetworkSettings network() {
        return network;
    }

    final ClusterSettings cluster() {
        return cluster;
    }

    final OperatorSettings operator() {
        return operator;
    }

    final Ed25519Key key() {
        return KeyFile.load(operator.keyFile(data), "OPERATOR_KEY_FILE");
    }

    /**
     * Sends a command and waits.
     *
     * @return its outcome.
     * @throws UserError if it is rejected, or there is no outcome.
     */
    static CommandResult apply(final OperatorClient client, final Request request) {
        final CommandResult result;
        try {
            result = client.send(request).join();
        } catch (final CompletionException ex) {
            throw new UserError(String.valueOf(ex.getCause().getMessage()));
        }
        if (result.rejectReason() != RejectReason.NONE) {
            throw new UserError("rejected, " + Rejects.explain(result.rejectReason()));
        }
        return result;
    }

    /** Sends a command, waits, and tells what was done and at which sequence. */
    final void applyAndTell(final OperatorClient client, final Request request, final String done) {
        final CommandResult result = apply(client, request);
        out().println(done + " (sequence " + result.lastSequence() + ")");
    }

    final ExchangeView view() {
        return ViewLoader.load(cluster.members(), network.ownHost());
    }

    final RetentionView retention() {
        return ViewLoader.load(cluster.members(), network.ownHost(), new RetentionView());
    }

    /** An asset by its number or name. */
    final AssetView asset(final ExchangeView view, final String text) {
        final AssetView asset = text.matches("[0-9]{1,5}")
                ? view.asset(Integer.parseInt(text))
                : view.asset(text.toUpperCase(Locale.ROOT));
        if (asset == null) {
            throw new UserError("there is no asset " + text + ": see 'exchange admin show assets'");
        }
        return asset;
    }

    /** An instrument by its number or symbol. */
    final InstrumentView instrument(final ExchangeView view, final String text) {
        final InstrumentView instrument = text.matches("[0-9]{1,9}")
                ? view.instrument(Integer.parseInt(text))
                : view.instrument(text.toUpperCase(Locale.ROOT).replace('-', '/'));
        if (instrument == null) {
            throw new UserError("there is no instrument " + text + ": see 'exchange admin show instruments'");
        }
        return instrument;
    }

    /** An amount, price or quantity as people write it. */
    static long decimal(final String text) {
        try {
            return Decimal8.parse(text);
        } catch (final ArithmeticException | NumberFormatException ex) {
            throw new UserError(text + " is not a number with at most 8 decimals");
        }
    }

    /** A reason as the journal can carry it. */
    static String reason(final String text) {
        if (!text.matches("[ -~]{0,64}")) {
            throw new UserError("a reason is at most 64 printable ASCII characters");
        }
        return text;
    }
}
