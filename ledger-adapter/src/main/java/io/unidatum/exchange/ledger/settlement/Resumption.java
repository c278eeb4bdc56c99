package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.ledger.decoin.DecoinNodeClient;
import io.unidatum.exchange.ledger.decoin.NodeTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;

/**
 * Carries out an operator's word to resume, after comparing the records with the chain. Blocks on the node: nothing
 * else is going on while settlement is stopped.
 */
final class Resumption {
    private static final int KNOWN_TRANSFERS = 20;

    private final DecoinNodeClient client;
    private final Database database;
    private final Control control;
    private final WalletBook book;
    private final long nowMs;

    Resumption(
            final DecoinNodeClient client,
            final Database database,
            final Control control,
            final WalletBook book,
            final long nowMs) {
        this.client = client;
        this.database = database;
        this.control = control;
        this.book = book;
        this.nowMs = nowMs;
    }

    /**
     * Resumes, or says why not.
     *
     * @return null if settlement may go on from the records, which must be loaded again; else why it stays stopped.
     * @throws SQLException if PostgreSQL does not play along; nothing has changed then.
     */
    String run() throws SQLException {
        try {
            return control.resume() == Control.Resume.CONTINUE ? onSameChain() : onNewChain();
        } catch (final CompletionException ex) {
            return "the node does not answer (" + ex.getCause() + "): set resume again once it does";
        }
    }

    private String onSameChain() throws SQLException {
        final long height = client.height().join();
        for (final String id : confirmedIds()) {
            if (!client.transaction(id).join().map(NodeTransaction::confirmed).orElse(false)) {
                return "CONTINUE is not possible: the node does not have confirmed transfer " + id
                        + ". Bring the chain back, or resume with NEW_CHAIN";
            }
        }
        final List<OpenTransfer> again = new ArrayList<>();
        final List<OpenTransfer> lost = new ArrayList<>();
        sort(again, lost);
        database.transact(connection -> {
            for (final OpenTransfer transfer : again) {
                TransferRecords.prepared(connection, transfer);
            }
            fail(connection, lost, "lost by the node, which has later ones of its sender");
            Control.resumed(connection, control.chain(), height);
            return null;
        });
        return null;
    }

    /**
     * What the node had accepted and has lost is posted again, by the operator's word; but not below a nonce of the
     * same sender that the node knows, which would jam it.
     */
    private void sort(final List<OpenTransfer> again, final List<OpenTransfer> lost) {
        final Set<Wallet> later = new HashSet<>();
        final List<OpenTransfer> open = new ArrayList<>(book.open());
        for (int i = open.size() - 1; i >= 0; i--) {
            final OpenTransfer transfer = open.get(i);
            if (client.transaction(transfer.txId()).join().isPresent()) {
                later.add(transfer.sender());
            } else if (transfer.sender() != null && later.contains(transfer.sender())) {
                lost.add(transfer);
            } else if (transfer.state() != OpenTransfer.State.PREPARED) {
                again.add(transfer);
            }
        }
    }

    private String onNewChain() throws SQLException {
        final long height = client.height().join();
        final List<String> ids = new ArrayList<>(confirmedIds());
        book.open().forEach(transfer -> ids.add(transfer.txId()));
        for (final String id : ids) {
            if (client.transaction(id).join().isPresent()) {
                return "NEW_CHAIN is not possible: the node knows transfer " + id
                        + ", so this is the chain of the records. Resume with CONTINUE";
            }
        }
        database.transact(connection -> {
            fail(connection, new ArrayList<>(book.open()), "its chain was abandoned");
            WalletRecords.empty(connection);
            Control.resumed(connection, control.chain() + 1, height);
            return null;
        });
        return null;
    }

    private List<String> confirmedIds() throws SQLException {
        return database.transact(
                connection -> TransferRecords.lastConfirmed(connection, control.chain(), KNOWN_TRANSFERS));
    }

    private void fail(final Connection connection, final List<OpenTransfer> transfers, final String detail)
            throws SQLException {
        final Set<Long> batches = new HashSet<>();
        for (final OpenTransfer transfer : transfers) {
            TransferRecords.failed(connection, transfer, detail, nowMs);
            batches.add(transfer.batchId());
        }
        BatchRecords.advance(connection, batches, nowMs);
    }
}
