package io.unidatum.exchange.devnet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The chain's rules: blocks, balances, nonces and the mempool. As on the real node, acceptance checks a nonce against
 * confirmed blocks only, while a block is built from the front of the mempool and must be valid as a whole; so a
 * duplicate, an uncovered spend, a nonce out of order, a float or too large a block stops block production for good.
 *
 * <p>Not thread safe; knows neither HTTP nor files.
 */
final class Chain {
    private final long blockCap;
    private final int maxTransactions;
    private final List<Block> blocks = new ArrayList<>();
    private final List<Transaction> mempool = new ArrayList<>();
    private final Map<String, Long> balances = new HashMap<>();
    private final Map<String, Long> nonces = new HashMap<>();
    private final Map<String, Integer> heights = new HashMap<>();
    private final Map<String, Transaction> transactions = new HashMap<>();
    private final Map<String, Map<String, Transaction>> byAddress = new HashMap<>();
    private final Map<String, Integer> byHash = new HashMap<>();

    Chain(final long blockCap, final int maxTransactions) {
        this.blockCap = blockCap;
        this.maxTransactions = maxTransactions;
        append(Block.genesis());
    }

    /**
     * Takes a transaction into the mempool.
     *
     * @param transaction whose own form and signature were checked.
     * @throws RefusedException if its nonce is not above the sender's last confirmed one.
     */
    void accept(final Transaction transaction) throws RefusedException {
        // The real node's text is empty here: clients must not parse it.
        if (!transaction.isFunding() && transaction.nonce() <= nonces.getOrDefault(transaction.sender(), -1L)) {
            throw RefusedException.refused("");
        }
        mempool.add(transaction);
        transactions.putIfAbsent(transaction.id(), transaction);
        index(transaction.sender(), transaction);
        index(transaction.recipient(), transaction);
    }

    /** What the miner would put into the next block: the front of the mempool, valid or not. */
    List<Transaction> candidate() {
        return List.copyOf(mempool.subList(0, Math.min(maxTransactions, mempool.size())));
    }

    /**
     * Says why a block of these cannot be built.
     *
     * @param candidate transactions in order.
     * @return the reason, or empty if the block is valid.
     */
    Optional<Jam> jamOf(final List<Transaction> candidate) {
        final Map<String, Long> spent = new HashMap<>();
        final Map<String, Long> last = new HashMap<>(nonces);
        final Set<String> seen = new HashSet<>();
        long total = 0;
        for (final Transaction transaction : candidate) {
            if (transaction.poisoned()) {
                return Optional.of(new Jam(transaction.id(), "a float amount or fee", false));
            }
            if (!seen.add(transaction.id())) {
                return Optional.of(new Jam(transaction.id(), "the same transaction twice", false));
            }
            total = saturatedAdd(total, transaction.amount());
            if (total > blockCap) {
                return Optional.of(new Jam(transaction.id(), "more than the block's cap of " + blockCap, true));
            }
            if (transaction.isFunding()) {
                continue;
            }
            final Long previous = last.put(transaction.sender(), transaction.nonce());
            if (previous != null && transaction.nonce() <= previous) {
                return Optional.of(new Jam(transaction.id(), "a nonce out of order", false));
            }
            final long spend = saturatedAdd(transaction.amount(), transaction.fee());
            if (spent.merge(transaction.sender(), spend, Chain::saturatedAdd) > confirmed(transaction.sender())) {
                return Optional.of(new Jam(transaction.id(), "a spend that is not covered", false));
            }
        }
        return Optional.empty();
    }

    /**
     * Appends a block of the mempool's first transactions.
     *
     * @param count of transactions; {@link #jamOf} them is empty.
     * @param timestamp of the block, seconds.
     * @return the block.
     */
    Block mine(final int count, final long timestamp) {
        final List<Transaction> taken = mempool.subList(0, count);
        final Block block = Block.build(blocks.size(), tip().hash(), timestamp, taken);
        taken.clear();
        append(block);
        return block;
    }

    private void append(final Block block) {
        blocks.add(block);
        byHash.put(block.hash(), block.index());
        for (final Transaction transaction : block.transactions()) {
            heights.put(transaction.id(), block.index());
            if (!transaction.isFunding()) {
                nonces.put(transaction.sender(), transaction.nonce());
                balances.merge(transaction.sender(), -transaction.amount() - transaction.fee(), Long::sum);
            }
            balances.merge(transaction.recipient(), transaction.amount(), Chain::saturatedAdd);
        }
    }

    Block tip() {
        return blocks.get(blocks.size() - 1);
    }

    Optional<Block> block(final int height) {
        return height >= 0 && height < blocks.size() ? Optional.of(blocks.get(height)) : Optional.empty();
    }

    Optional<Block> block(final String hash) {
        return Optional.ofNullable(byHash.get(hash)).map(blocks::get);
    }

    List<Transaction> mempool() {
        return List.copyOf(mempool);
    }

    Optional<Transaction> transaction(final String id) {
        return Optional.ofNullable(transactions.get(id));
    }

    /** Height of the block that holds a transaction. {@return the height, empty while pending} */
    Optional<Integer> height(final String id) {
        return Optional.ofNullable(heights.get(id));
    }

    List<Transaction> transactionsOf(final String address) {
        return List.copyOf(byAddress.getOrDefault(address, Map.of()).values());
    }

    /** Balance in blocks, base units. */
    long confirmed(final String address) {
        return balances.getOrDefault(address, 0L);
    }

    /** What an address has asked to spend and no block holds yet, base units, fees included. */
    long pendingOutgoing(final String address) {
        long total = 0;
        for (final Transaction transaction : mempool) {
            if (transaction.sender().equals(address)) {
                total = saturatedAdd(total, saturatedAdd(transaction.amount(), transaction.fee()));
            }
        }
        return total;
    }

    private void index(final String address, final Transaction transaction) {
        byAddress.computeIfAbsent(address, key -> new LinkedHashMap<>()).putIfAbsent(transaction.id(), transaction);
    }

    /** Of non-negative values. */
    private static long saturatedAdd(final long a, final long b) {
        final long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /**
     * Why no block can be built.
     *
     * @param transactionId the first offender.
     * @param reason in words.
     * @param overCap the block is too large, which also stalls the API.
     */
    record Jam(String transactionId, String reason, boolean overCap) {}
}
