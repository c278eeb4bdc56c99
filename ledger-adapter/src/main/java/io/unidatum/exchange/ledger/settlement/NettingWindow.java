package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.ledger.decoin.DecoinAddress;
import io.unidatum.exchange.ledger.decoin.Transfer;
import io.unidatum.exchange.ledger.decoin.TransferSigner;
import io.unidatum.exchange.ledger.settlement.TransferPlanner.Move;
import io.unidatum.exchange.ledger.settlement.TransferPlanner.Position;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
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
    private final Custody custody;
    private final int chain;
    private long clearingTarget;

    NettingWindow(
            final SettlementContext context,
            final TransferSigner signer,
            final WalletBook book,
            final Custody custody,
            final int chain) {
        this.context = context;
        this.signer = signer;
        this.book = book;
        this.custody = custody;
        this.chain = chain;
    }

    /**
     * Makes the next batch.
     *
     * @param connection in a transaction of one snapshot.
     * @param afterTradeId trades up to it are covered already.
     * @param afterSequence of the journal that the wallets' targets are about; negative if they are not known.
     * @return what was found and written; to be applied once it is committed.
     * @throws SQLException if it cannot be written.
     */
    WindowResult open(final Connection connection, final long afterTradeId, final long afterSequence)
            throws SQLException {
        final long sequence = LedgerReader.begin(connection);
        if (sequence < afterSequence) {
            throw new IllegalStateException(
                    "the ledger went back from sequence " + afterSequence + " to " + sequence + ": it was restored");
        }
        final Bookings bookings = Bookings.take(connection, chain);
        final Map<Integer, Long> targets = targets(connection, afterSequence, sequence);
        final TradeLeaves leaves = new TradeLeaves();
        final long lastTradeId = sequence == afterSequence
                ? afterTradeId
                : LedgerReader.trades(connection, afterTradeId, Long.MAX_VALUE, leaves);
        final List<Wallet> newWallets = newWallets(connection, targets);
        final List<Move> moves = plan(targets, newWallets, bookings);
        if (leaves.count() == 0 && moves.isEmpty()) {
            WalletRecords.update(connection, targets, Map.of());
            if (lastTradeId != afterTradeId) {
                Control.lastTradeId(connection, lastTradeId);
            }
            return new WindowResult(sequence, targets, clearingTarget, bookings, newWallets, lastTradeId, null);
        }
        final long nowMs = context.clock().time();
        final long[] ids = BatchRecords.nextIds(connection, moves.size());
        final byte[] root = leaves.root();
        final Batch batch = new Batch(
                ids[0],
                sequence,
                afterTradeId,
                lastTradeId,
                leaves.count(),
                root,
                leaves.oldestMs(),
                transfers(moves, newWallets, metadata(ids[0], sequence, root), ids, nowMs));
        BatchRecords.insert(connection, chain, batch, nowMs);
        TransferRecords.insert(connection, chain, batch.transfers(), nowMs);
        WalletRecords.update(connection, targets, nextNonces(batch.transfers()));
        Control.lastTradeId(connection, lastTradeId);
        return new WindowResult(sequence, targets, clearingTarget, bookings, newWallets, lastTradeId, batch);
    }

    /** Those that differ from what the wallets have in memory; sets the clearing target. */
    private Map<Integer, Long> targets(final Connection connection, final long after, final long upTo)
            throws SQLException {
        clearingTarget = book.clearingTarget();
        final Map<Integer, Long> targets = new LinkedHashMap<>();
        if (after < 0) {
            final LedgerReader.Amounts totals = LedgerReader.totals(connection, custody);
            for (final Wallet wallet : book.wallets()) {
                if (!wallet.isClearing() && wallet.target() != 0) {
                    targets.put(wallet.id(), 0L);
                }
            }
            targets.putAll(totals.custody());
            clearingTarget = totals.clearing();
        } else if (upTo > after) {
            final LedgerReader.Amounts deltas = LedgerReader.deltas(connection, custody, after, upTo);
            deltas.custody()
                    .forEach((id, delta) -> targets.put(
                            id,
                            Math.addExact(book.contains(id) ? book.wallet(id).target() : 0, delta)));
            clearingTarget = Math.addExact(clearingTarget, deltas.clearing());
        }
        targets.entrySet()
                .removeIf(entry -> book.contains(entry.getKey())
                        && book.wallet(entry.getKey()).target() == entry.getValue());
        return targets;
    }

    /** Accounts that have DEC for the first time get their wallets. */
    private List<Wallet> newWallets(final Connection connection, final Map<Integer, Long> targets) throws SQLException {
        final List<Wallet> made = new ArrayList<>();
        for (final int id : targets.keySet()) {
            if (!book.contains(id)) {
                made.add(WalletRecords.create(connection, id, custody.path(id), signer));
            }
        }
        return made;
    }

    private List<Move> plan(final Map<Integer, Long> targets, final List<Wallet> newWallets, final Bookings bookings) {
        final Map<Integer, Long> booked = bookings.deltas(custody);
        final List<Position> positions = new ArrayList<>();
        for (final Wallet wallet : book.wallets()) {
            addPosition(positions, wallet, targets, booked);
        }
        for (final Wallet wallet : newWallets) {
            addPosition(positions, wallet, targets, booked);
        }
        final List<Move> moves = TransferPlanner.plan(
                positions, clearingTarget, context.blockCap() - book.openAmount(), context.developmentFunding());
        return moves.subList(0, Math.min(moves.size(), Math.max(0, context.maxPending() - book.openCount())));
    }

    /** A custody wallet that has what it should have is nobody's business. */
    private static void addPosition(
            final List<Position> positions,
            final Wallet wallet,
            final Map<Integer, Long> targets,
            final Map<Integer, Long> booked) {
        final long target = wallet.isClearing() ? 0 : targets.getOrDefault(wallet.id(), wallet.target());
        final long have = wallet.have() + booked.getOrDefault(wallet.id(), 0L);
        if (wallet.isClearing() || target != have) {
            positions.add(new Position(wallet.id(), wallet.isClearing(), target, have, wallet.spendable()));
        }
    }

    private static Map<Integer, Long> nextNonces(final List<OpenTransfer> transfers) {
        final Map<Integer, Long> nonces = new LinkedHashMap<>();
        for (final OpenTransfer transfer : transfers) {
            if (transfer.sender() != null) {
                nonces.merge(transfer.sender().id(), transfer.nonce() + 1, Math::max);
            }
        }
        return nonces;
    }

    private List<OpenTransfer> transfers(
            final List<Move> moves,
            final List<Wallet> newWallets,
            final SortedMap<String, Object> metadata,
            final long[] ids,
            final long nowMs) {
        final Map<Integer, Long> nonces = new HashMap<>();
        final List<OpenTransfer> transfers = new ArrayList<>();
        for (final Move move : moves) {
            final long id = ids[transfers.size() + 1];
            final Wallet sender = move.from() == TransferPlanner.SYSTEM ? null : book.wallet(move.from());
            final Wallet recipient = wallet(move.to(), newWallets);
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
                    ids[0],
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

    private Wallet wallet(final int id, final List<Wallet> newWallets) {
        for (final Wallet wallet : newWallets) {
            if (wallet.id() == id) {
                return wallet;
            }
        }
        return book.wallet(id);
    }

    private String signed(final Transfer transfer, final Wallet sender) {
        final byte[] publicKey = signer.publicKey(sender.path());
        if (!DecoinAddress.of(publicKey).equals(sender.address())) {
            throw new IllegalStateException("the custody seed is not the one that " + sender.name()
                    + " wallet was made with: set CUSTODY_SEED_FILE to the right file");
        }
        return transfer.signedBody(publicKey, signer.sign(sender.path(), transfer.signedBytes()));
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
