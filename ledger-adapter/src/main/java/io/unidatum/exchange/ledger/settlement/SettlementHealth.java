package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.protocol.Decimal8;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** What settlement says of itself in {@code /health}. */
final class SettlementHealth {
    private static final String UP = "UP";
    private static final String DEGRADED = "DEGRADED";
    private static final String DOWN = "DOWN";

    private SettlementHealth() {}

    /** {@return the facts while there is nothing to tell but why settlement waits} */
    static Map<String, Object> waiting(final String message) {
        final Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("status", DOWN);
        facts.put("state", "WAITING");
        facts.put("message", "settlement waits, trading goes on: " + message);
        return facts;
    }

    static Map<String, Object> of(final SettlementContext context, final SettlementSession session) {
        final Map<String, Object> facts = new LinkedHashMap<>();
        final ChainGuard guard = session.guard();
        final WalletBook book = session.book();
        if (guard.verdict() != null) {
            put(
                    facts,
                    DOWN,
                    "STOPPED",
                    "settlement has stopped, trading goes on: " + guard.verdict()
                            + ". See docs/settlement.md, \"When settlement has stopped\"");
        } else if (!guard.isTrusted()) {
            put(facts, DOWN, "WAITING", "settlement waits, trading goes on: " + guard.suspicion());
        } else {
            judge(facts, context, session);
        }
        facts.put("node", String.valueOf(context.nodeUrl()));
        facts.put("height", guard.nodeHeight());
        facts.put("pendingTransfers", book.open().size());
        facts.put("stuckTransfers", book.open(OpenTransfer.State.STUCK).size());
        facts.put("custodyDifference", book.custodyDifference());
        facts.put("unplannedDifference", book.unplannedDifference());
        facts.put("shortage", Math.max(0, shortage(session)));
        facts.put("journalSequence", session.sequence());
        facts.put("developmentFunding", context.developmentFunding());
        facts.put("custodyMode", context.custodyMode().code());
        facts.put("windowMs", session.windowMs());
        session.counts().addTo(facts);
        final Batch batch = session.lastBatch();
        if (batch != null) {
            final Map<String, Object> last = new LinkedHashMap<>();
            last.put("id", batch.id());
            last.put("journalSequence", batch.sequence());
            last.put("trades", batch.trades());
            last.put("transfers", batch.transfers().size());
            last.put("amount", batch.amount());
            last.put("merkleRoot", batch.root() == null ? "" : HexFormat.of().formatHex(batch.root()));
            facts.put("lastBatch", last);
        }
        return facts;
    }

    private static void judge(
            final Map<String, Object> facts, final SettlementContext context, final SettlementSession session) {
        final WalletBook book = session.book();
        final int stuck = book.open(OpenTransfer.State.STUCK).size();
        final long shortage = shortage(session);
        if (stuck > 0) {
            put(
                    facts,
                    DEGRADED,
                    "RUNNING",
                    stuck + " transfers are pending for more than " + context.stuckAfterMs()
                            + " ms: look whether the node still makes blocks; settlement goes on");
        } else if (session.doubt() != null) {
            put(
                    facts,
                    DEGRADED,
                    "RUNNING",
                    "the node did not answer a post, which is looked up before it is repeated: " + session.doubt());
        } else if (session.writer().failuresInARow() > 0) {
            put(
                    facts,
                    DEGRADED,
                    "RUNNING",
                    "the node refuses transfers (" + session.writer().lastFailure()
                            + "): settlement tries again with new ones");
        } else if (shortage > 0 && !context.developmentFunding()) {
            put(
                    facts,
                    DEGRADED,
                    "RUNNING",
                    "the wallets hold " + Decimal8.format(shortage) + " DEC less than the ledger: send as much to "
                            + clearingAddress(book));
        } else if (context.blockCap() <= SettlementContext.STOCK_BLOCK_CAP) {
            put(
                    facts,
                    DEGRADED,
                    "RUNNING",
                    "a block of the node carries only " + Decimal8.format(context.blockCap())
                            + " DEC: launch its validator with a larger stake, then set DECOIN_BLOCK_CAP accordingly");
        } else if (!session.isReady()) {
            put(facts, UP, "RUNNING", "comparing the wallets with the chain");
        } else {
            put(facts, UP, "RUNNING", "settling");
        }
    }

    /** Known only once a window has read the ledger. */
    private static long shortage(final SettlementSession session) {
        return session.sequence() < 0 ? 0 : session.book().shortage();
    }

    private static String clearingAddress(final WalletBook book) {
        return book.wallets().stream()
                .filter(Wallet::isClearing)
                .findFirst()
                .map(Wallet::address)
                .orElseThrow();
    }

    private static void put(
            final Map<String, Object> facts, final String status, final String state, final String message) {
        facts.put("status", status);
        facts.put("state", state);
        facts.put("message", message);
    }
}
