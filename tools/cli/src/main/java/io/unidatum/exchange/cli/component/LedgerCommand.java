package io.unidatum.exchange.cli.component;

import io.unidatum.exchange.cli.settings.ClusterSettings;
import io.unidatum.exchange.cli.settings.DataSettings;
import io.unidatum.exchange.cli.settings.DecoinSettings;
import io.unidatum.exchange.cli.settings.KeyFile;
import io.unidatum.exchange.cli.settings.LedgerSettings;
import io.unidatum.exchange.cli.settings.NetworkSettings;
import io.unidatum.exchange.cli.settings.PostgresSettings;
import io.unidatum.exchange.ledger.LedgerAdapter;
import io.unidatum.exchange.ledger.LedgerContext;
import io.unidatum.exchange.ledger.funds.Funds;
import io.unidatum.exchange.ledger.funds.FundsContext;
import io.unidatum.exchange.ledger.reconciliation.Reconciliation;
import io.unidatum.exchange.ledger.settlement.Settlement;
import io.unidatum.exchange.ledger.settlement.SettlementContext;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code exchange ledger}: the ledger adapter with DeCoin settlement. */
@Command(
        name = "ledger",
        description =
                "Runs the ledger adapter: the journal into PostgreSQL, the DEC legs of trades onto the DeCoin node.")
public final class LedgerCommand implements Callable<Integer> {
    @Mixin
    private DataSettings data;

    @Mixin
    private NetworkSettings network;

    @Mixin
    private ClusterSettings cluster;

    @Mixin
    private PostgresSettings postgres;

    @Mixin
    private DecoinSettings decoin;

    @Mixin
    private LedgerSettings ledger;

    /** Constructs the command, to be filled by picocli. */
    public LedgerCommand() {}

    @Override
    public Integer call() {
        final Funds funds = funds();
        return Serving.until(
                "ledger",
                data,
                serving -> LedgerAdapter.launch(new LedgerContext()
                        .members(cluster.members())
                        .adapterKey(KeyFile.load(ledger.keyFile(data), "ADAPTER_KEY_FILE"))
                        .aeronDirectoryName(network.aeronDirectory(data, "ledger"))
                        .host(network.ownHost())
                        .idle(network.idleStrategy())
                        .statusHost(network.bindHost())
                        .statusPort(ledger.statusPort())
                        .postgresHost(postgres.host())
                        .postgresPort(postgres.port())
                        .postgresDatabase(postgres.database())
                        .postgresUser(postgres.user())
                        .postgresPassword(postgres.password(data))
                        .companion(settlement(funds))
                        .companion(funds)
                        .companion(new Reconciliation(
                                Duration.ofSeconds(ledger.reconcileIntervalS()), decoin.nodeUrl()))));
    }

    private Funds funds() {
        return new Funds(new FundsContext()
                .seedFile(ledger.custodySeedFile(data))
                .depositConfirmations(ledger.depositConfirmations())
                .withdrawalConfirmations(ledger.withdrawalConfirmations())
                .networkFee(ledger.withdrawalNetworkFee())
                .sweepMinimum(ledger.sweepMinimum()));
    }

    private Settlement settlement(final Funds funds) {
        return new Settlement(new SettlementContext()
                .nodeUrl(decoin.nodeUrl())
                .seedFile(ledger.custodySeedFile(data))
                .developmentFunding(ledger.developmentFunding())
                .custodyMode(ledger.custodyMode())
                .custodyWallets(ledger.custodyWallets())
                .clearingWallets(ledger.clearingWallets())
                .blockCap(ledger.blockCap())
                .windowMs(ledger.settlementWindowMs())
                .funds(funds));
    }
}
