package io.unidatum.exchange.ledger.settlement;

/** Collects a window's trades: their tree, and when the first of them happened. */
final class TradeLeaves implements LedgerReader.TradeListener {
    private final TradeMerkleTree tree = new TradeMerkleTree();
    private long oldestMs;

    @Override
    public void onTrade(final long tradeId, final String text, final long timeMs) {
        oldestMs = tree.leaves() == 0 ? timeMs : Math.min(oldestMs, timeMs);
        tree.add(text);
    }

    long count() {
        return tree.leaves();
    }

    /** {@return the Merkle root, null without trades} */
    byte[] root() {
        return tree.root();
    }

    /** {@return when the first one happened, ms; 0 without trades} */
    long oldestMs() {
        return oldestMs;
    }
}
