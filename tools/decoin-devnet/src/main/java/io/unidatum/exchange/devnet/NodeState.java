package io.unidatum.exchange.devnet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node behind its HTTP face: the chain, its file if it has one, and the miner. Confined to one thread. */
final class NodeState implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(NodeState.class);
    private static final String VERSION = "devnet-1";

    private final DecoinDevnetContext context;
    private Chain chain;
    private ChainLog log;
    private final long startNs = System.nanoTime();
    private long stalledUntilNs = startNs;
    private String reportedJam = "";

    NodeState(final DecoinDevnetContext context) throws IOException {
        this.context = context;
        chain = genesis();
        log = context.dataFile() == null ? null : ChainLog.open(context.dataFile(), chain);
    }

    Chain chain() {
        return chain;
    }

    /** What a restart does to the real node. */
    void restartFromGenesis() throws IOException {
        LOGGER.warn(
                "the node restarts from genesis: {} blocks are gone",
                chain.tip().index());
        chain = genesis();
        stalledUntilNs = System.nanoTime();
        reportedJam = "";
        if (log != null) {
            log.close();
            Files.delete(context.dataFile());
            log = ChainLog.open(context.dataFile(), chain);
        }
    }

    private Chain genesis() {
        return new Chain(context.blockCap(), context.maxTransactionsPerBlock());
    }

    Transaction post(final byte[] body) throws RefusedException, IOException {
        final Transaction transaction = TransactionParser.parse(body, context.systemTransfers());
        chain.accept(transaction);
        if (log != null) {
            log.append(transaction);
        }
        return transaction;
    }

    /** What the miner does at each poll. */
    void mine() throws IOException {
        final List<Transaction> candidate = chain.candidate();
        if (candidate.isEmpty()) {
            return;
        }
        final Optional<Chain.Jam> jam = chain.jamOf(candidate);
        if (jam.isPresent()) {
            report(jam.get());
            return;
        }
        final Block block = chain.mine(candidate.size(), context.clockSeconds().getAsLong());
        if (log != null) {
            log.append(block);
        }
        LOGGER.debug("mined height={} transactions={}", block.index(), candidate.size());
    }

    /** How long requests must wait yet because of a block over the cap, ms. */
    long stalledForMs() {
        return TimeUnit.NANOSECONDS.toMillis(stalledUntilNs - System.nanoTime());
    }

    ObjectNode status() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("node_id", VERSION)
                .put("chain_height", chain.tip().index())
                .put("pending_transactions", chain.mempool().size())
                .put("connected_peers", 0)
                .put("is_mining", true)
                .put("difficulty", Block.DIFFICULTY)
                .put("version", VERSION)
                .put("uptime", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNs))
                .put("blockchain_size", chain.tip().index() + 1);
    }

    @Override
    public void close() throws IOException {
        if (log != null) {
            log.close();
        }
    }

    private void report(final Chain.Jam jam) {
        if (jam.overCap()) {
            stalledUntilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(context.overCapStallMs());
        }
        if (!reportedJam.equals(jam.transactionId())) {
            reportedJam = jam.transactionId();
            LOGGER.error(
                    "block production is jammed, as it would be on the real node: {} transaction={} pending={}."
                            + " Only a restart from genesis helps",
                    jam.reason(),
                    jam.transactionId(),
                    chain.mempool().size());
        }
    }
}
