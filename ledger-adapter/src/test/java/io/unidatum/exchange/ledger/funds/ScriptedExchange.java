package io.unidatum.exchange.ledger.funds;

import io.unidatum.exchange.client.CommandFailedException;
import io.unidatum.exchange.client.CommandFailure;
import io.unidatum.exchange.client.CommandResult;
import io.unidatum.exchange.ledger.cluster.AdapterCommand;
import io.unidatum.exchange.ledger.cluster.CommandGateway;
import io.unidatum.exchange.ledger.cluster.RequestId;
import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.Hash256Decoder;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.WithdrawalState;
import io.unidatum.exchange.sbe.order.DepositDecoder;
import io.unidatum.exchange.sbe.order.EndWithdrawalDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A cluster and a ledger in one, as far as money goes: carries commands out by the rules and writes what follows into
 * PostgreSQL, at once or, while it lags, later. It outlives the adapters that crash. It forgets request ids, so that
 * only what a command is about keeps it from taking effect twice.
 */
final class ScriptedExchange implements CommandGateway {
    static final int DEC = 1;
    static final int USD = 2;
    static final long HOUSE = 2;

    private final DataSource dataSource;
    private final Set<Long> accounts = new HashSet<>();
    private final Set<String> depositIds = new HashSet<>();
    private final Map<Long, Withdrawal> open = new HashMap<>();
    private final Deque<Rows> unwritten = new ArrayDeque<>();
    private long nextWithdrawal = 1;
    private long sequence = 10;
    private long deposits;
    private long ends;
    private boolean lagging;
    private boolean away;

    ScriptedExchange(final DataSource dataSource) throws SQLException {
        this.dataSource = dataSource;
        write(connection -> {
            execute(connection, "SELECT ensure_partitions(now())");
            execute(connection, "INSERT INTO assets VALUES (1, 'DEC', 1, now()), (2, 'USD', 2, now())");
            execute(connection, "INSERT INTO instruments VALUES (1, 'DEC/USD', 1, 2, 1, 1, 1, 1, 1, 3, now(), now())");
            execute(
                    connection,
                    "INSERT INTO journal_position (consumer, sequence, position, chain_hash, frame_sequence,"
                            + " frame_position, frame_chain_hash) VALUES ('ledger', 10, 0, 0, 10, 0, 0)");
        });
    }

    synchronized long sequence() {
        return sequence;
    }

    synchronized long deposits() {
        return deposits;
    }

    synchronized long ends() {
        return ends;
    }

    /** Whether anybody answers. */
    synchronized void away(final boolean value) {
        away = value;
    }

    /** Whether PostgreSQL is written later. */
    synchronized void lagging(final boolean value) {
        lagging = value;
        while (!lagging && !unwritten.isEmpty()) {
            write(unwritten.remove());
        }
    }

    synchronized void createAccount(final long account) {
        accounts.add(account);
        append(connection ->
                execute(connection, "INSERT INTO accounts VALUES (" + account + ", 1, 0, 0, 0, 1, now(), now())"));
    }

    /** What an operator books without the chain. */
    synchronized void book(final long account, final long amount) {
        append(connection -> move(connection, account, amount, 0));
    }

    /** Has amount and fee held. {@return the withdrawal's id} */
    synchronized long requestWithdrawal(
            final long account, final int asset, final long amount, final long fee, final String address) {
        final long id = nextWithdrawal++;
        open.put(id, new Withdrawal(account, asset, amount, fee));
        append(connection -> {
            if (asset == DEC) {
                move(connection, account, -amount - fee, amount + fee);
            }
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO withdrawals (withdrawal_id,"
                    + " account_id, asset_id, amount, fee, address, state, requested_sequence, requested_at,"
                    + " request_id, actor) VALUES (?, ?, ?, ?, ?, ?, 1, ?, now(), gen_random_uuid(), 0)")) {
                insert.setLong(1, id);
                insert.setLong(2, account);
                insert.setInt(3, asset);
                insert.setLong(4, amount);
                insert.setLong(5, fee);
                insert.setString(6, address);
                insert.setLong(7, sequence);
                insert.executeUpdate();
            }
        });
        return id;
    }

    @Override
    public synchronized CommandResult execute(final AdapterCommand command, final RequestId id, final long timeoutNs) {
        if (away) {
            throw new CommandFailedException(CommandFailure.UNAVAILABLE);
        }
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        command.encode(buffer, id, 0);
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, 0);
        if (header.templateId() == DepositDecoder.TEMPLATE_ID) {
            final DepositDecoder deposit = new DepositDecoder().wrapAndApplyHeader(buffer, 0, header);
            return answer(
                    deposit.header().account(),
                    deposit(
                            deposit.header().account(),
                            deposit.assetId(),
                            deposit.amount(),
                            bytes(deposit.depositId()),
                            id));
        }
        final EndWithdrawalDecoder end = new EndWithdrawalDecoder().wrapAndApplyHeader(buffer, 0, header);
        return answer(
                end.header().account(),
                end(
                        end.header().account(),
                        end.withdrawalId(),
                        end.state(),
                        end.networkFee(),
                        bytes(end.transactionId()),
                        end.reason()));
    }

    @Override
    public long clusterTimeNs() {
        return System.currentTimeMillis() * 1_000_000;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    private RejectReason deposit(
            final long account, final int asset, final long amount, final byte[] depositId, final RequestId id) {
        if (!accounts.contains(account)) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        if (asset != DEC || amount <= 0) {
            return RejectReason.INVALID_AMOUNT;
        }
        if (!depositIds.add(HexFormat.of().formatHex(depositId))) {
            return RejectReason.DUPLICATE_DEPOSIT;
        }
        deposits++;
        append(connection -> {
            move(connection, account, amount, 0);
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO deposits VALUES (?, ?, 1, ?, ?, 0, now(), gen_random_uuid())")) {
                insert.setBytes(1, depositId);
                insert.setLong(2, account);
                insert.setLong(3, amount);
                insert.setLong(4, sequence);
                insert.executeUpdate();
            }
        });
        return RejectReason.NONE;
    }

    /** Also for an operator. */
    synchronized RejectReason end(
            final long account,
            final long withdrawalId,
            final WithdrawalState state,
            final long networkFee,
            final byte[] transactionId,
            final String reason) {
        final Withdrawal withdrawal = open.get(withdrawalId);
        if (withdrawal == null || withdrawal.account() != account) {
            return RejectReason.UNKNOWN_WITHDRAWAL;
        }
        final boolean completed = state == WithdrawalState.COMPLETED;
        if (networkFee < 0 || networkFee > (completed ? withdrawal.fee() : 0)) {
            return RejectReason.INVALID_AMOUNT;
        }
        open.remove(withdrawalId);
        ends++;
        final long hold = withdrawal.amount() + withdrawal.fee();
        append(connection -> {
            if (withdrawal.asset() == DEC) {
                move(connection, account, completed ? 0 : hold, -hold);
                if (completed) {
                    move(connection, HOUSE, withdrawal.fee() - networkFee, 0);
                }
            }
            try (PreparedStatement update = connection.prepareStatement("UPDATE withdrawals SET state = ?,"
                    + " network_fee = ?, transaction_id = ?, reason = ?, ended_sequence = ?, ended_at = now()"
                    + " WHERE withdrawal_id = ?")) {
                update.setInt(1, completed ? 2 : 3);
                update.setLong(2, networkFee);
                update.setBytes(3, completed ? transactionId : null);
                update.setString(4, completed ? null : reason);
                update.setLong(5, sequence);
                update.setLong(6, withdrawalId);
                update.executeUpdate();
            }
        });
        return RejectReason.NONE;
    }

    private void append(final Rows rows) {
        sequence++;
        final long at = sequence;
        final Rows all = connection -> {
            rows.write(connection);
            execute(connection, "UPDATE journal_position SET sequence = " + at);
        };
        if (lagging) {
            unwritten.add(all);
        } else {
            write(all);
        }
    }

    private void write(final Rows rows) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            rows.write(connection);
            connection.commit();
            connection.setAutoCommit(true);
        } catch (final SQLException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static void move(final Connection connection, final long account, final long available, final long held)
            throws SQLException {
        execute(
                connection,
                "INSERT INTO balances VALUES (" + account + ", 1, " + available + ", " + held
                        + ", 0) ON CONFLICT (account_id, asset_id) DO UPDATE SET"
                        + " available = balances.available + excluded.available, held = balances.held + excluded.held");
        // What settlement may read instead of balances: the entries of the event.
        execute(
                connection,
                "INSERT INTO ledger_entries (sequence, account_id, amount, booked_at, asset_id, entry, kind) SELECT"
                        + " (SELECT sequence + 1 FROM journal_position), " + account + ", " + (available + held)
                        + ", now(), 1, " + account % 30_000 + ", 3 WHERE " + (available + held) + " <> 0");
    }

    private static void execute(final Connection connection, final String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private static byte[] bytes(final Hash256Decoder hash) {
        return ByteBuffer.allocate(32)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(hash.w0())
                .putLong(hash.w1())
                .putLong(hash.w2())
                .putLong(hash.w3())
                .array();
    }

    private CommandResult answer(final long account, final RejectReason reason) {
        return new CommandResult(
                0,
                0,
                account,
                0,
                reason,
                OrderStatus.NULL_VAL,
                CancelReason.NULL_VAL,
                false,
                0,
                0,
                0,
                0,
                0,
                sequence,
                sequence,
                0);
    }

    private record Withdrawal(long account, int asset, long amount, long fee) {}

    private interface Rows {
        void write(Connection connection) throws SQLException;
    }
}
