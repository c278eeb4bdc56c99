package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.ledger.decoin.Transfer;
import io.unidatum.exchange.ledger.decoin.TransferSigner;
import io.unidatum.exchange.ledger.settlement.TransferPlanner.Move;
import io.unidatum.exchange.ledger.settlement.TransferPlanner.Position;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Makes a batch, in one transaction and one snapshot: reads the ledger, plans, gives each transfer its nonce, signs it
 * and writes all of it. Changes nothing in memory: that is for after the commit.
 */
final class NettingWindow {
    private final SettlementContext context;
    private final TransferSigner signer;
    private final WalletBook book;
    private final int chain;

    NettingWindow(
            final SettlementContext context, final TransferSigner signer, final WalletBook book, final int chain) {
        this.context = context;
        this.signer = signer;
        this.book = book;
        this.chain = chain;
    }

    WindowResult open(final Connection connection, final long afterTradeId) throws SQLException {
        final long sequence = LedgerReader.sequence(connection);
        final Bookings bookings = Bookings.take(connection, chain);
        final LedgerReader.Totals totals = LedgerReader.totals(connection, custodyWallets());
        final TradeMerkleTree tree = new TradeMerkleTree();
        final long lastTradeId = LedgerReader.trades(connection, afterTradeId, tree);
        final List<Move> moves = plan(totals, bookings);
        writeTargets(connection, totals);
        if (lastTradeId != afterTradeId) {
            Control.lastTradeId(connection, lastTradeId);
        }
        if (tree.leaves() == 0 && moves.isEmpty()) {
            return new WindowResult(sequence, totals, bookings, lastTradeId, null);
        }
        final long nowMs = context.clock().time();
        final long batchId = BatchRecords.nextBatchId(connection);
        final Batch batch = new Batch(
                batchId,
                sequence,
                afterTradeId,
                lastTradeId,
                tree.leaves(),
                tree.root(),
                transfers(connection, moves, metadata(batchId, sequence, tree.root()), batchId, nowMs));
        BatchRecords.insert(connection, chain, batch, nowMs);
        for (final OpenTransfer transfer : batch.transfers()) {
            TransferRecords.insert(connection, chain, transfer, nowMs);
            if (transfer.sender() != null) {
                WalletRecords.nextNonce(connection, transfer.sender().id(), transfer.nonce() + 1);
            }
        }
        return new WindowResult(sequence, totals, bookings, lastTradeId, batch);
    }

    private int custodyWallets() {
        return (int)
                book.wallets().stream().filter(wallet -> !wallet.isClearing()).count();
    }

    private List<Move> plan(final LedgerReader.Totals totals, final Bookings bookings) {
        final List<Position> positions = new ArrayList<>();
        for (final Wallet wallet : book.wallets()) {
            final long target = wallet.isClearing() ? 0 : totals.custody()[wallet.id()];
            final long have = wallet.have() + bookings.delta(wallet, book);
            positions.add(new Position(wallet.id(), wallet.isClearing(), target, have, wallet.spendable()));
        }
        final List<Move> moves = TransferPlanner.plan(
                positions, totals.clearing(), context.blockCap() - book.openAmount(), context.developmentFunding());
        return moves.subList(0, Math.min(moves.size(), context.maxPending()));
    }

    private void writeTargets(final Connection connection, final LedgerReader.Totals totals) throws SQLException {
        for (final Wallet wallet : book.wallets()) {
            if (!wallet.isClearing()) {
                final long target = totals.custody()[wallet.id()];
                if (target != wallet.target()) {
                    WalletRecords.target(connection, wallet.id(), target);
                }
            }
        }
    }

    private List<OpenTransfer> transfers(
            final Connection connection,
            final List<Move> moves,
            final SortedMap<String, Object> metadata,
            final long batchId,
            final long nowMs)
            throws SQLException {
        final Map<Integer, Long> nonces = new HashMap<>();
        final List<OpenTransfer> transfers = new ArrayList<>();
        for (final Move move : moves) {
            final long id = BatchRecords.nextTransferId(connection);
            final Wallet sender = move.from() == TransferPlanner.SYSTEM ? null : book.wallet(move.from());
            final Wallet recipient = book.wallet(move.to());
            // The unsigned sender's transfers share an id when they are equal, so the transfer's own number is in it.
            final long nonce =
                    sender == null ? id : nonces.merge(sender.id(), sender.nextNonce(), (last, first) -> last + 1);
            final Transfer transfer = new Transfer(
                    sender == null ? Transfer.SYSTEM : sender.address(),
                    recipient.address(),
                    move.amount(),
                    metadata,
                    nonce,
                    TimeUnit.MILLISECONDS.toSeconds(nowMs));
            transfers.add(new OpenTransfer(
                    id,
                    batchId,
                    sender,
                    recipient,
                    move.amount(),
                    nonce,
                    transfer.id(),
                    sender == null ? transfer.unsignedBody() : signed(transfer, sender),
                    OpenTransfer.State.PREPARED,
                    0));
        }
        return transfers;
    }

    private String signed(final Transfer transfer, final Wallet sender) {
        return transfer.signedBody(signer.publicKey(sender.path()), signer.sign(sender.path(), transfer.signedBytes()));
    }

    private static SortedMap<String, Object> metadata(final long batchId, final long sequence, final byte[] root) {
        final SortedMap<String, Object> metadata = new TreeMap<>();
        metadata.put("batch", batchId);
        metadata.put("fee", 0L);
        metadata.put("sequence", sequence);
        if (root != null) {
            metadata.put("root", HexFormat.of().formatHex(root));
        }
        return metadata;
    }
}
