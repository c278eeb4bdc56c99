package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.settings.ClusterSettings;
import io.unidatum.exchange.cli.settings.DataSettings;
import io.unidatum.exchange.cli.settings.DecoinSettings;
import io.unidatum.exchange.cli.settings.KeyFile;
import io.unidatum.exchange.cli.settings.LooksAtRunning;
import io.unidatum.exchange.cli.settings.NetworkSettings;
import io.unidatum.exchange.cli.settings.OperatorSettings;
import io.unidatum.exchange.cli.settings.PostgresSettings;
import io.unidatum.exchange.ledger.decoin.DecoinNodeClient;
import io.unidatum.exchange.ledger.reconciliation.Reconciler;
import io.unidatum.exchange.ledger.reconciliation.Report;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code exchange reconcile}: state machine, books and chain, compared to the last base unit. */
@Command(
        name = "reconcile",
        description = {
            "Compares every balance of the state machine with the books in PostgreSQL, the books with themselves, and "
                    + "the wallets with the books and with the DeCoin node, while the exchange runs.",
            "Exit codes: 0 everything agrees, 1 there are differences, 2 it could not be finished."
        },
        footer = {"", "docs/reconciliation.md says what each difference means."})
public final class ReconcileCommand implements Callable<Integer>, LooksAtRunning {
    private static final long CONNECT_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(15);
    private static final Duration NODE_TIMEOUT = Duration.ofSeconds(10);
    private static final int UNFINISHED = 2;

    @Mixin
    private DataSettings data;

    @Mixin
    private NetworkSettings network;

    @Mixin
    private ClusterSettings cluster;

    @Mixin
    private OperatorSettings operator;

    @Mixin
    private PostgresSettings postgres;

    @Mixin
    private DecoinSettings decoin;

    @Option(
            names = "--quick",
            description = "Add up only the entries behind the checkpoints of the adapter's last clean run")
    private boolean quick;

    @Spec
    private CommandSpec spec;

    /** Constructs the command, to be filled by picocli. */
    public ReconcileCommand() {}

    @Override
    public Integer call() {
        final PrintWriter out = spec.commandLine().getOut();
        try (OperatorClient client = OperatorClient.connect(
                        KeyFile.load(operator.keyFile(data), "OPERATOR_KEY_FILE"),
                        cluster.members(),
                        network.ownHost(),
                        CONNECT_TIMEOUT_NS);
                DecoinNodeClient node = new DecoinNodeClient(decoin.nodeUrl(), NODE_TIMEOUT)) {
            final Report report = new Reconciler(client::balances, books(), node).run(!quick, false);
            out.print(report.text());
            out.flush();
            return report.exitCode();
        } catch (final UserError ex) {
            out.println("NOT FINISHED: " + ex.getMessage());
            out.flush();
            return UNFINISHED;
        }
    }

    private PGSimpleDataSource books() {
        final PGSimpleDataSource books = new PGSimpleDataSource();
        books.setUrl(postgres.jdbcUrl());
        books.setUser(postgres.user());
        books.setPassword(postgres.password(data));
        books.setApplicationName("exchange-reconcile");
        books.setConnectTimeout((int) NODE_TIMEOUT.toSeconds());
        return books;
    }
}
