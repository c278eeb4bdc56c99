package io.unidatum.exchange.devnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.List;
import java.util.Optional;

/** The node's answers as JSON. */
final class NodeJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private NodeJson() {}

    static ObjectNode accepted(final Transaction transaction) {
        final ObjectNode answer = NODES.objectNode();
        answer.put("success", true).put("message", "Transaction submitted successfully");
        answer.putObject("data").put("transaction_id", transaction.id()).put("status", "pending");
        return answer;
    }

    static ObjectNode refusal(final RefusedException ex) {
        final ObjectNode answer = NODES.objectNode();
        if (ex.field().isEmpty()) {
            return answer.put("detail", ex.getMessage());
        }
        final ObjectNode problem = answer.putArray("detail").addObject();
        problem.put("type", "value_error").putArray("loc").add("body").add(ex.field());
        problem.put("msg", ex.getMessage());
        return answer;
    }

    static ObjectNode detail(final String text) {
        return NODES.objectNode().put("detail", text);
    }

    static ObjectNode transaction(final Transaction transaction, final Optional<Integer> height) {
        final ObjectNode answer = NODES.objectNode();
        answer.put("transaction_id", transaction.id());
        answer.put("sender", transaction.sender());
        answer.put("recipient", transaction.recipient());
        answer.set("amount", transaction.amountNode());
        answer.put("timestamp", transaction.timestamp());
        answer.put("transaction_type", Transaction.STANDARD);
        answer.set("metadata", transaction.metadata());
        answer.put("status", height.isPresent() ? "confirmed" : "pending");
        return answer.set(
                "block_height", height.<JsonNode>map(NODES::numberNode).orElse(NODES.nullNode()));
    }

    static ArrayNode transactions(final Chain chain, final List<Transaction> transactions) {
        final ArrayNode answer = NODES.arrayNode();
        for (final Transaction transaction : transactions) {
            answer.add(transaction(transaction, chain.height(transaction.id())));
        }
        return answer;
    }

    static ObjectNode block(final Chain chain, final Block block) {
        final ObjectNode answer = NODES.objectNode();
        answer.put("index", block.index());
        answer.put("hash", block.hash());
        answer.put("previous_hash", block.previousHash());
        answer.put("timestamp", block.timestamp());
        answer.set("transactions", transactions(chain, block.transactions()));
        return answer.put("nonce", 0).put("difficulty", Block.DIFFICULTY).put("miner", Block.MINER);
    }

    /** Amounts are JSON floats here, as on the real node. */
    static ObjectNode balance(final String address, final long balance, final long pending) {
        final ObjectNode answer = NODES.objectNode();
        answer.put("address", address);
        answer.set("balance", amount(balance));
        answer.set("pending", amount(pending));
        answer.set("staked", amount(0));
        return answer;
    }

    private static JsonNode amount(final long value) {
        return NODES.rawValueNode(new RawValue(PythonFloat.format(value)));
    }
}
