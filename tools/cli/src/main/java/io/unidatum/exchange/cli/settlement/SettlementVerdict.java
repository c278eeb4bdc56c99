package io.unidatum.exchange.cli.settlement;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.cli.run.Health;
import io.unidatum.exchange.ledger.settlement.TradeProof;
import io.unidatum.exchange.protocol.Decimal8;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a proof is worth: recomputes leaf, path and root, and compares the batch's transfers with what a DeCoin node has
 * of them.
 *
 * @param code exit code, one of the constants here.
 * @param lines for people.
 */
record SettlementVerdict(int code, List<String> lines) {
    /** Leaf, path and root are right, and the node has every transfer of the batch, with this root, in a block. */
    static final int PROVEN = 0;

    /** Something does not fit: the proof, or the chain. */
    static final int REFUTED = 1;

    /** Nothing is wrong, but the node does not have all of it in blocks yet. */
    static final int NOT_YET = 3;

    /** The ledger adapter or the node does not answer. */
    static final int UNREACHABLE = 4;

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    /**
     * Judges.
     *
     * @param proof of a trade.
     * @param node asks the node for a path.
     * @return the verdict.
     */
    static SettlementVerdict of(final TradeProof proof, final Function<String, Health.Answer> node) {
        final List<String> lines = new ArrayList<>();
        if (proof.batchId() == null) {
            lines.add("not settled yet: no batch covers the trade");
            return new SettlementVerdict(NOT_YET, lines);
        }
        final String flaw = proof.flaw();
        if (flaw != null) {
            lines.add("REFUTED: " + flaw);
            return new SettlementVerdict(REFUTED, lines);
        }
        lines.add("leaf " + proof.leafIndex() + " of " + proof.leafCount() + " leads to root " + proof.merkleRoot());
        if (proof.transfers() == null || proof.transfers().isEmpty()) {
            lines.add("batch " + proof.batchId() + " netted to nothing: there is no transfer to look for");
            return new SettlementVerdict("netted".equals(proof.state()) ? PROVEN : REFUTED, lines);
        }
        int code = PROVEN;
        boolean found = false;
        for (final TradeProof.ProvenTransfer transfer : proof.transfers()) {
            if ("failed".equals(transfer.state())) {
                lines.add(transfer.transactionId() + " failed and was made good by a later batch");
                continue;
            }
            final int one = check(proof, transfer, node.apply("/transaction/" + transfer.transactionId()), lines);
            code = worse(code, one);
            found |= one == PROVEN;
        }
        return new SettlementVerdict(code == PROVEN && !found ? NOT_YET : code, lines);
    }

    private static int check(
            final TradeProof proof,
            final TradeProof.ProvenTransfer transfer,
            final Health.Answer answer,
            final List<String> lines) {
        final String id = transfer.transactionId();
        if (answer.code() == NOT_FOUND && "prepared".equals(transfer.state())) {
            lines.add(id + " is not posted yet");
            return NOT_YET;
        }
        if (answer.code() == NOT_FOUND) {
            lines.add("REFUTED: the node does not know " + id);
            return REFUTED;
        }
        if (answer.code() != OK) {
            lines.add("the node does not answer about " + id + " (HTTP " + answer.code() + ")");
            return UNREACHABLE;
        }
        final JsonNode metadata = answer.body().path("metadata");
        if (!proof.merkleRoot().equals(metadata.path("root").asText())
                || !proof.batchId().equals(metadata.path("batch").asText())) {
            lines.add("REFUTED: on chain " + id + " names batch "
                    + metadata.path("batch").asText("none") + " and root "
                    + metadata.path("root").asText("none"));
            return REFUTED;
        }
        if (!transfer.sender().equals(answer.text("sender"))
                || !transfer.recipient().equals(answer.text("recipient"))
                || !transfer.amount()
                        .equals(Decimal8.format(answer.body().path("amount").longValue()))) {
            lines.add("REFUTED: on chain " + id + " is another transfer: " + answer.body());
            return REFUTED;
        }
        final boolean confirmed = "confirmed".equals(answer.text("status"));
        lines.add(id + " " + transfer.amount() + " DEC " + transfer.sender() + " -> " + transfer.recipient() + " "
                + (confirmed ? "in block " + answer.text("block_height") : "pending"));
        return confirmed ? PROVEN : NOT_YET;
    }

    private static int worse(final int one, final int other) {
        if (one == REFUTED || other == REFUTED) {
            return REFUTED;
        }
        return Math.max(one, other);
    }
}
