package io.unidatum.exchange.cli.settlement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.run.Health;
import io.unidatum.exchange.cli.settings.DecoinSettings;
import io.unidatum.exchange.cli.settings.LedgerSettings;
import io.unidatum.exchange.cli.settings.LooksAtRunning;
import io.unidatum.exchange.cli.settings.NetworkSettings;
import io.unidatum.exchange.ledger.settlement.TradeProof;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code exchange prove-settlement}: how a trade is settled on DeCoin, and whether that is so. */
@Command(
        name = "prove-settlement",
        description = "Prints how a trade is settled on the DeCoin chain, with the proof that its batch covers it.",
        footer = {
            "",
            "With --verify nothing is taken on trust but the trade's own text: leaf, path and root are computed anew,",
            "and the DeCoin node is asked for each transfer of the batch, which must name the same root.",
            "",
            "Exit code 0 if it is proven (without --verify: printed), 1 if something does not fit, 2 if the command",
            "was used wrongly, 3 if it is not all on chain yet, 4 if the ledger adapter or the node does not answer."
        })
public final class ProveSettlementCommand implements Callable<Integer>, LooksAtRunning {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PATH = "/internal/settlement/trades/";

    @Mixin
    private NetworkSettings network;

    @Mixin
    private LedgerSettings ledger;

    @Mixin
    private DecoinSettings decoin;

    @Parameters(paramLabel = "TRADE_ID", description = "Id of the trade")
    private long tradeId;

    @Option(names = "--verify", description = "Compute the proof anew and look the transfers up on the DeCoin node")
    private boolean verify;

    @Spec
    private CommandSpec spec;

    /** Constructs the command, to be filled by picocli. */
    public ProveSettlementCommand() {}

    @Override
    public Integer call() throws JsonProcessingException {
        final String host = network.bindHost().equals("0.0.0.0") ? "127.0.0.1" : network.bindHost();
        final String url = "http://" + host + ":" + ledger.statusPort() + PATH + tradeId;
        final Health.Answer answer = Health.get(url);
        if (answer.code() == 0 || answer.code() == 503) {
            spec.commandLine().getErr().println("exchange: the ledger adapter does not answer at " + url);
            return SettlementVerdict.UNREACHABLE;
        }
        if (!answer.ok()) {
            throw new UserError(answer.body().path("error").path("message").asText("HTTP " + answer.code()));
        }
        spec.commandLine().getOut().println(answer.body().toPrettyString());
        if (!verify) {
            return SettlementVerdict.PROVEN;
        }
        final String node = decoin.nodeUrl().toString().replaceAll("/$", "");
        final SettlementVerdict verdict = SettlementVerdict.of(
                MAPPER.treeToValue(answer.body(), TradeProof.class), path -> Health.get(node + path));
        verdict.lines().forEach(spec.commandLine().getOut()::println);
        spec.commandLine()
                .getOut()
                .println(
                        switch (verdict.code()) {
                            case SettlementVerdict.PROVEN -> "PROVEN: trade " + tradeId + " is settled";
                            case SettlementVerdict.NOT_YET -> "NOT YET: trade " + tradeId + " is not settled in full";
                            case SettlementVerdict.UNREACHABLE ->
                                "UNKNOWN: the DeCoin node " + node + " does not answer";
                            default -> "NOT PROVEN: trade " + tradeId;
                        });
        return verdict.code();
    }
}
