package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.ledger.decoin.DecoinAddress;
import io.unidatum.exchange.ledger.decoin.DecoinNodeClient;
import io.unidatum.exchange.ledger.decoin.Transfer;
import io.unidatum.exchange.ledger.decoin.TransferSigner;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Makes the transfers of sweeps and payouts within a session. Confined to the settlement thread. */
final class SessionDesk implements FundsDesk {
    private static final String PAYOUT = """
            INSERT INTO withdrawal_payouts (withdrawal_id, transfer_id, state) VALUES (?, ?, 'open')
            ON CONFLICT (withdrawal_id) DO UPDATE SET transfer_id = excluded.transfer_id,
              attempts = withdrawal_payouts.attempts + 1 WHERE withdrawal_payouts.state = 'open'""";
    private static final int MAX_BACKOFF = 6;

    private final SettlementContext context;
    private final Database database;
    private final DecoinNodeClient client;
    private final TransferSigner signer;
    private final int chain;
    private final WalletBook book;
    private final ChainGuard guard;
    private final Submitter submitter;
    private final RecordWriter writer;
    private int failures;
    private long notBeforeMs;

    SessionDesk(
            final SettlementContext context,
            final Database database,
            final DecoinNodeClient client,
            final TransferSigner signer,
            final int chain,
            final WalletBook book,
            final ChainGuard guard,
            final Submitter submitter,
            final RecordWriter writer) {
        this.context = context;
        this.database = database;
        this.client = client;
        this.signer = signer;
        this.chain = chain;
        this.book = book;
        this.guard = guard;
        this.submitter = submitter;
        this.writer = writer;
    }

    @Override
    public int chain() {
        return chain;
    }

    @Override
    public boolean isTrusted() {
        return guard.isTrusted();
    }

    @Override
    public boolean isStopped() {
        return guard.verdict() != null;
    }

    @Override
    public long nodeHeight() {
        return guard.nodeHeight();
    }

    @Override
    public DecoinNodeClient node() {
        return client;
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public void condemn(final String why) {
        guard.condemn(why);
    }

    @Override
    public void suspect(final String what) {
        guard.suspect(what);
    }

    @Override
    public boolean isWallet(final String address) {
        return book.isOurs(address);
    }

    @Override
    public long room() {
        return book.openCount() >= context.maxPending() ? 0 : Math.max(0, context.blockCap() - book.openAmount());
    }

    @Override
    public long notBeforeMs() {
        if (writer.failuresInARow() != failures) {
            failures = writer.failuresInARow();
            notBeforeMs = failures == 0
                    ? 0
                    : context.clock().time() + (context.windowMs() << Math.min(MAX_BACKOFF, failures));
        }
        return notBeforeMs;
    }

    @Override
    public OptionalInt payer(final long account, final long spend) {
        final int own = book.custody().custodianOf(account);
        if (book.contains(own) && book.wallet(own).spendable() >= spend) {
            return OptionalInt.of(own);
        }
        Wallet richest = null;
        for (final Wallet wallet : book.wallets()) {
            final boolean may = wallet.isClearing() || !book.custody().isSegregated();
            if (may && wallet.spendable() >= spend && (richest == null || wallet.spendable() > richest.spendable())) {
                richest = wallet;
            }
        }
        return richest == null ? OptionalInt.empty() : OptionalInt.of(richest.id());
    }

    @Override
    public void pay(final Payout payout, final int walletId) throws SQLException {
        final Wallet sender = book.wallet(walletId);
        if (sender.spendable() < payout.amount() + payout.networkFee()) {
            throw new IllegalStateException(sender.name() + " wallet does not cover a payout");
        }
        final SortedMap<String, Object> metadata = new TreeMap<>();
        metadata.put("fee", payout.networkFee());
        metadata.put("withdrawal", payout.withdrawalId());
        make(OpenTransfer.Kind.PAYOUT, sender, null, payout, metadata);
    }

    @Override
    public long sweep(final long account, final long most) throws SQLException {
        final int id = WalletRecords.depositId(account);
        if (book.depositWallet(id) != null) {
            return 0;
        }
        final Wallet sender = database.transact(connection -> WalletRecords.loadDeposit(connection, id));
        final long amount = Math.min(most, sender.spendable());
        if (amount <= 0) {
            return 0;
        }
        final SortedMap<String, Object> metadata = new TreeMap<>();
        metadata.put("fee", 0L);
        metadata.put("sweep", account);
        final Wallet recipient = book.custodyOf(account);
        make(
                OpenTransfer.Kind.SWEEP,
                sender,
                recipient,
                new Payout(0, account, recipient.address(), amount, 0),
                metadata);
        return amount;
    }

    private void make(
            final OpenTransfer.Kind kind,
            final Wallet sender,
            final Wallet recipient,
            final Payout payout,
            final SortedMap<String, Object> metadata)
            throws SQLException {
        final OpenTransfer transfer = database.transact(connection -> {
            final OpenTransfer made = insert(connection, kind, sender, recipient, payout, metadata);
            context.faultSeam().at(FaultSeam.Step.BEFORE_FUNDS_COMMIT);
            return made;
        });
        context.faultSeam().at(FaultSeam.Step.AFTER_FUNDS_COMMIT);
        sender.nextNonce(transfer.nonce() + 1);
        book.add(transfer);
        submitter.submit(List.of(transfer));
    }

    private OpenTransfer insert(
            final Connection connection,
            final OpenTransfer.Kind kind,
            final Wallet sender,
            final Wallet recipient,
            final Payout payout,
            final SortedMap<String, Object> metadata)
            throws SQLException {
        final long nowMs = context.clock().time();
        final long id = BatchRecords.nextTransferId(connection);
        final long nonce = sender.nextNonce();
        final Transfer transfer = new Transfer(
                sender.address(),
                payout.address(),
                payout.amount(),
                metadata,
                nonce,
                TimeUnit.MILLISECONDS.toSeconds(nowMs));
        final byte[] publicKey = signer.publicKey(sender.path());
        if (!DecoinAddress.of(publicKey).equals(sender.address())) {
            throw new IllegalStateException("the custody seed is not the one that " + sender.name()
                    + " wallet was made with: set CUSTODY_SEED_FILE to the right file");
        }
        final String body = transfer.signedBody(publicKey, signer.sign(sender.path(), transfer.signedBytes()));
        final OpenTransfer made = new OpenTransfer(
                kind,
                id,
                0,
                sender,
                recipient,
                payout.amount(),
                nonce,
                transfer.id(),
                body,
                OpenTransfer.State.PREPARED,
                0,
                payout.networkFee(),
                payout.withdrawalId());
        TransferRecords.insert(
                connection, chain, made, kind == OpenTransfer.Kind.PAYOUT ? payout.address() : null, nowMs);
        WalletRecords.nextNonce(connection, sender.id(), nonce + 1);
        if (kind == OpenTransfer.Kind.PAYOUT) {
            record(connection, payout.withdrawalId(), id);
        }
        return made;
    }

    private static void record(final Connection connection, final long withdrawalId, final long transferId)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(PAYOUT)) {
            insert.setLong(1, withdrawalId);
            insert.setLong(2, transferId);
            if (insert.executeUpdate() != 1) {
                throw new SQLException("withdrawal " + withdrawalId + " has ended in the records already");
            }
        }
    }
}
