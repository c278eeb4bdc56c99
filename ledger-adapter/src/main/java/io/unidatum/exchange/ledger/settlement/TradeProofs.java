package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.protocol.Decimal8;
import io.unidatum.exchange.runtime.JsonAnswer;
import io.unidatum.exchange.runtime.JsonEndpoint;
import io.unidatum.exchange.runtime.JsonRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Proves from the records how a trade is settled: {@code GET /internal/settlement/trades/ID}. Thread safe; reads one
 * snapshot of the database.
 */
final class TradeProofs implements JsonEndpoint {
    /** Path that it is served under. */
    static final String PATH = "/internal/settlement/trades";

    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;
    private static final String BATCH = "SELECT batch_id, after_trade_id, last_trade_id, merkle_root, transfers, state"
            + " FROM settlement_batches WHERE last_trade_id >= ? AND trades > 0 ORDER BY last_trade_id LIMIT 1";
    private static final String TRANSFERS = "SELECT t.tx_id, coalesce(s.address, 'system'), r.address, t.amount,"
            + " t.state, t.block_height FROM settlement_transfers t"
            + " LEFT JOIN settlement_wallets s ON s.wallet_id = t.sender_wallet"
            + " JOIN settlement_wallets r ON r.wallet_id = t.recipient_wallet"
            + " WHERE t.batch_id = ? ORDER BY t.transfer_id";

    private final Supplier<DataSource> dataSource;

    /**
     * Constructs the endpoint.
     *
     * @param dataSource of the database; gives null until it is there.
     */
    TradeProofs(final Supplier<DataSource> dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public JsonAnswer answer(final JsonRequest request) throws SQLException {
        final long tradeId = id(request.path());
        final DataSource source = dataSource.get();
        if (source == null) {
            return JsonAnswer.error(UNAVAILABLE, "LEDGER_UNAVAILABLE", "PostgreSQL is not there yet: try again");
        }
        return new Database(source)
                .transact(connection -> prove(connection, tradeId))
                .map(JsonAnswer::ok)
                .orElseGet(() -> JsonAnswer.error(
                        NOT_FOUND,
                        "UNKNOWN_TRADE",
                        "there is no trade " + tradeId + " of DEC in the ledger: check the id; trades without DEC are"
                                + " not settled on chain"));
    }

    /** {@return the proof; empty if there is no such trade with DEC} */
    static Optional<TradeProof> prove(final Connection connection, final long tradeId) throws SQLException {
        final List<String> own = new ArrayList<>();
        LedgerReader.trades(connection, tradeId - 1, tradeId, (id, text, timeMs) -> own.add(text));
        if (own.isEmpty()) {
            return Optional.empty();
        }
        try (PreparedStatement select = connection.prepareStatement(BATCH)) {
            select.setLong(1, tradeId);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next() || row.getLong(2) >= tradeId) {
                    return Optional.of(unsettled(tradeId, own.get(0)));
                }
                return Optional.of(prove(connection, tradeId, own.get(0), row));
            }
        }
    }

    private static TradeProof prove(
            final Connection connection, final long tradeId, final String leaf, final ResultSet batch)
            throws SQLException {
        final List<byte[]> leaves = new ArrayList<>();
        final int[] index = {-1};
        LedgerReader.trades(connection, batch.getLong(2), batch.getLong(3), (id, text, timeMs) -> {
            if (id == tradeId) {
                index[0] = leaves.size();
            }
            leaves.add(MerkleProof.leafHash(text));
        });
        final String[] fields = leaf.split("\\|");
        return new TradeProof(
                fields[0],
                fields[5],
                fields[6],
                batch.getInt(5) == 0 ? "netted" : batch.getString(6),
                String.valueOf(batch.getLong(1)),
                HexFormat.of().formatHex(batch.getBytes(4)),
                leaf,
                (long) index[0],
                (long) leaves.size(),
                MerkleProof.path(leaves, index[0]).stream()
                        .map(HexFormat.of()::formatHex)
                        .toList(),
                transfers(connection, batch.getLong(1)));
    }

    private static List<TradeProof.ProvenTransfer> transfers(final Connection connection, final long batchId)
            throws SQLException {
        final List<TradeProof.ProvenTransfer> transfers = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(TRANSFERS)) {
            select.setLong(1, batchId);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    transfers.add(new TradeProof.ProvenTransfer(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            Decimal8.format(row.getLong(4)),
                            row.getString(5),
                            row.getObject(6, Long.class)));
                }
            }
        }
        return transfers;
    }

    private static TradeProof unsettled(final long tradeId, final String leaf) {
        final String[] fields = leaf.split("\\|");
        return new TradeProof(
                String.valueOf(tradeId), fields[5], fields[6], "unsettled", null, null, null, null, null, null, null);
    }

    private static long id(final String text) {
        try {
            final long id = Long.parseLong(text);
            if (id > 0) {
                return id;
            }
        } catch (final NumberFormatException ex) {
            // Said below.
        }
        throw new IllegalArgumentException("a trade's id is a whole number above 0: GET " + PATH + "/ID");
    }
}
