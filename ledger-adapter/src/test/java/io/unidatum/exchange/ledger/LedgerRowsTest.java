package io.unidatum.exchange.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.BalanceChangeKind;
import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.common.Side;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A scripted journal and every row that it must become, whether it is written command by command or as one batch.
 */
class LedgerRowsTest {
    private static final long ALICE = 1001;
    private static final long BOB = 1002;
    private static final int DEC = 1;
    private static final int USD = 2;
    private static final long DEC_USD = 10;
    private static final long ONE = 100_000_000L;

    private final TestPostgres postgres = TestPostgres.shared();
    private final TestJournal journal = new TestJournal();
    private final JournalScript script = new JournalScript(journal);
    private String database;

    @BeforeEach
    void createDatabase() throws SQLException {
        database = postgres.createDatabase();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldTurnEveryEventIntoItsRows(final boolean commandByCommand) throws SQLException {
        writeScript();
        try (StepwiseLedger ledger = new StepwiseLedger(postgres.context(database), journal, WriteStep.Listener.NONE)) {
            journal.framesPerPoll(1_000);
            if (commandByCommand) {
                writeCommandByCommand(ledger);
            }
            ledger.catchUp(journal);
            assertThat(ledger.writer.state().batchesWritten()).isEqualTo(commandByCommand ? 19 : 1);
        }

        assertReferenceData();
        assertOrdersAndTrades();
        assertMoney();
        assertAudit();
        assertRows(
                "journal_position",
                "consumer, sequence, position, chain_hash, frame_sequence, frame_position, frame_chain_hash,"
                        + " journal_time",
                "ledger|31|" + journal.end().position() + "|" + journal.end().chainHash() + "|30|"
                        + last().before().position() + "|" + last().before().chainHash()
                        + "|2023-11-14 22:13:20.141456+00");
        assertRows("ledger_imbalances", "sequence, asset_id");
        assertRows("balance_differences", "account_id, asset_id");
    }

    private void writeCommandByCommand(final StepwiseLedger ledger) {
        for (int frames = 1; frames <= journal.frames().size(); frames++) {
            final TestJournal.Frame frame = journal.frames().get(frames - 1);
            if (frame.lastOfCommand()) {
                journal.limit(frames);
                final long sequence = frame.after().sequence();
                ledger.stepUntil(() -> ledger.committed() == sequence || ledger.fault() != null);
            }
        }
    }

    private void assertReferenceData() throws SQLException {
        assertRows("assets", "asset_id, name, sequence", "1|DEC|5", "2|USD|6");
        assertRows(
                "instruments",
                "instrument_id, symbol, base_asset, quote_asset, tick_size, lot_size, max_order_quantity,"
                        + " protection_band, status, sequence",
                "10|DEC/USD|1|2|1000000|100|1000000000000|50000|2|26");
        assertRows("fee_tiers", "fee_tier, maker_rate, taker_rate, sequence", "0|1000|2000|2");
        assertRows(
                "accounts",
                "account_id, status, fee_tier, max_open_orders, sequence, created_at, updated_at",
                "1|1|0|0|3|2023-11-14 22:13:20.123456+00|2023-11-14 22:13:20.123456+00",
                "1001|1|0|50|28|2023-11-14 22:13:20.128456+00|2023-11-14 22:13:20.138456+00",
                "1002|1|0|0|9|2023-11-14 22:13:20.128456+00|2023-11-14 22:13:20.128456+00");
        assertRows(
                "api_keys", "api_key_id, account_id, generation, permissions, enabled, sequence", "-5|1001|2|3|f|29");
        assertRows(
                "principals",
                "encode(substring(public_key from 1 for 2), 'hex'), length(public_key), role, enabled, sequence",
                "0700|32|1|t|1",
                "0800|32|2|f|30");
    }

    private void assertOrdersAndTrades() throws SQLException {
        assertRows(
                "orders",
                "order_id, account_id, instrument_id, side, order_type, time_in_force, self_trade_prevention, price,"
                        + " quantity, filled_quantity, filled_notional, fee, status, cancel_reason, accepted_sequence,"
                        + " last_sequence, client_order_id, actor, request_id",
                "1|1001|10|2|1|1|1|10000000000|900000000|500000000|50000000000|50000000|4|1|14|21|a-1|77"
                        + "|00000000-0000-0001-0000-000000000007",
                "2|1002|10|1|1|1|1|10000000000|500000000|500000000|50000000000|100000000|3|-|16|19|-|77"
                        + "|00000000-0000-0001-0000-000000000008",
                "3|1002|10|1|1|1|1|9100000000|200000000|0|0|0|1|-|22|25|b-2|77"
                        + "|00000000-0000-0001-0000-00000000000b");
        assertRows(
                "orders",
                "order_id, maker_rate, taker_rate, flags, created_at, updated_at",
                "1|1000|2000|0|2023-11-14 22:13:20.130456+00|2023-11-14 22:13:20.133456+00",
                "2|1000|2000|0|2023-11-14 22:13:20.131456+00|2023-11-14 22:13:20.131456+00",
                "3|1000|2000|0|2023-11-14 22:13:20.134456+00|2023-11-14 22:13:20.135456+00");
        assertRows(
                "trades",
                "trade_id, sequence, instrument_id, instrument_sequence, price, quantity, notional, maker_order_id,"
                        + " taker_order_id, maker_account, taker_account, maker_fee, taker_fee, taker_side, traded_at",
                "1|17|10|2|10000000000|200000000|20000000000|1|2|1001|1002|20000000|40000000|1"
                        + "|2023-11-14 22:13:20.131456+00",
                "2|18|10|2|10000000000|200000000|20000000000|1|2|1001|1002|20000000|40000000|1"
                        + "|2023-11-14 22:13:20.131456+00",
                "3|19|10|2|10000000000|100000000|10000000000|1|2|1001|1002|10000000|20000000|1"
                        + "|2023-11-14 22:13:20.131456+00");
        assertRows(
                "order_amendments",
                "sequence, order_id, account_id, old_price, new_price, old_leaves, new_leaves, new_quantity,"
                        + " priority_kept, actor, amended_at",
                "20|1|1001|10000000000|10000000000|500000000|400000000|900000000|t|77"
                        + "|2023-11-14 22:13:20.132456+00",
                "24|3|1002|9000000000|9100000000|300000000|200000000|200000000|t|77"
                        + "|2023-11-14 22:13:20.135456+00");
        assertRows(
                "orders_decimal",
                "order_id, client_order_id, symbol, side, order_type, time_in_force, price, quantity, filled_quantity,"
                        + " filled_notional, average_price, fee, status, cancel_reason",
                "1|a-1|DEC/USD|sell|limit|gtc|100.00000000|9.00000000|5.00000000|500.00000000|100.00000000|0.50000000"
                        + "|cancelled|user",
                "2|-|DEC/USD|buy|limit|gtc|100.00000000|5.00000000|5.00000000|500.00000000|100.00000000|1.00000000"
                        + "|filled|-",
                "3|b-2|DEC/USD|buy|limit|gtc|91.00000000|2.00000000|0.00000000|0.00000000|-|0.00000000|new|-");
    }

    private void assertMoney() throws SQLException {
        assertRows(
                "balances",
                "account_id, asset_id, available, held, sequence",
                "1|2|150000000|0|19",
                "1001|1|1500000000|0|21",
                "1001|2|49950000000|0|19",
                "1002|1|500000000|0|19",
                "1002|2|31652600000|18236400000|27");
        assertRows(
                "deposits",
                "account_id, asset_id, amount, sequence, actor, length(deposit_id), credited_at",
                "1001|1|2000000000|10|77|32|2023-11-14 22:13:20.129456+00",
                "1002|2|100000000000|11|77|32|2023-11-14 22:13:20.129456+00");
        assertRows(
                "ledger_entries",
                "sequence, entry, account_id, asset_id, amount, entry_kind_name(kind)",
                "10|1|-1|1|-2000000000|deposit",
                "10|2|1001|1|2000000000|deposit",
                "11|1|-1|2|-100000000000|deposit",
                "11|2|1002|2|100000000000|deposit",
                "17|1|1001|1|-200000000|trade",
                "17|2|1002|1|200000000|trade",
                "17|3|1002|2|-20000000000|trade",
                "17|4|1001|2|20000000000|trade",
                "17|5|1001|2|-20000000|fee",
                "17|6|1|2|20000000|fee",
                "17|7|1002|2|-40000000|fee",
                "17|8|1|2|40000000|fee",
                "18|1|1001|1|-200000000|trade",
                "18|2|1002|1|200000000|trade",
                "18|3|1002|2|-20000000000|trade",
                "18|4|1001|2|20000000000|trade",
                "18|5|1001|2|-20000000|fee",
                "18|6|1|2|20000000|fee",
                "18|7|1002|2|-40000000|fee",
                "18|8|1|2|40000000|fee",
                "19|1|1001|1|-100000000|trade",
                "19|2|1002|1|100000000|trade",
                "19|3|1002|2|-10000000000|trade",
                "19|4|1001|2|10000000000|trade",
                "19|5|1001|2|-10000000|fee",
                "19|6|1|2|10000000|fee",
                "19|7|1002|2|-20000000|fee",
                "19|8|1|2|20000000|fee",
                "27|1|-2|2|11000000|adjustment",
                "27|2|1002|2|-11000000|adjustment");
        assertRows(
                "ledger_entries_decimal WHERE sequence IN (27)",
                "sequence, entry, account_id, counter_account, asset, amount, kind, booked_at",
                "27|1|-2|adjustments|USD|0.11000000|adjustment|2023-11-14 22:13:20.137456+00",
                "27|2|1002|-|USD|-0.11000000|adjustment|2023-11-14 22:13:20.137456+00");
    }

    private void assertAudit() throws SQLException {
        assertRows("state_hashes", "sequence, state_hash, algorithm", "31|-9|1");
        assertRows(
                "admin_audit",
                "sequence, event, account_id, actor, request_id, occurred_at",
                auditRow(1, "GenesisApplied", "-", 0),
                auditRow(2, "FeeTierChanged", "-", 0),
                auditRow(3, "AccountChanged", "1", 0),
                auditRow(4, "EncodingVersionChanged", "-", 1),
                auditRow(5, "AssetCreated", "-", 2),
                auditRow(6, "AssetCreated", "-", 3),
                auditRow(7, "InstrumentCreated", "-", 4),
                auditRow(8, "AccountChanged", "1001", 5),
                auditRow(9, "AccountChanged", "1002", 5),
                auditRow(12, "ApiKeyChanged", "1001", 7),
                auditRow(13, "PrincipalChanged", "-", 7),
                auditRow(26, "InstrumentStatusChanged", "-", 13),
                auditRow(27, "BalanceChanged", "1002", 14),
                auditRow(28, "AccountChanged", "1001", 15),
                auditRow(29, "ApiKeyChanged", "1001", 16),
                auditRow(30, "PrincipalChanged", "-", 17),
                auditRow(31, "StateHashRecorded", "-", 18));
        assertRows(
                "admin_audit WHERE sequence IN (26, 27)",
                "sequence, details",
                "26|{\"reason\": \"maintenance\", \"status\": \"HALTED\", \"instrumentId\": 10}",
                "27|{\"kind\": \"ADJUSTMENT\", \"amount\": \"-11000000\", \"reason\": \"by hand\", \"assetId\": 2}");
    }

    private static String auditRow(final long sequence, final String event, final String account, final int command) {
        return "%d|%s|%s|77|00000000-0000-0001-0000-%012x|2023-11-14 22:13:20.%d+00"
                .formatted(sequence, event, account, command, 123_456 + 1_000 * command);
    }

    private void assertRows(final String table, final String columns, final String... rows) throws SQLException {
        assertThat(postgres.query(database, "SELECT " + columns + " FROM " + table + " ORDER BY 1, 2"))
                .as(table)
                .isEqualTo(List.of(rows));
    }

    private TestJournal.Frame last() {
        return journal.frames().get(journal.frames().size() - 1);
    }

    private void writeScript() {
        script.genesis().feeTier(0, 1_000, 2_000).account(1, 0, 0).end();
        script.encodingVersion(1).end();
        script.asset(DEC, "DEC").end();
        script.asset(USD, "USD").end();
        script.instrument(DEC_USD, "DEC/USD", DEC, USD).end();
        script.account(ALICE, 0, 0).account(BOB, 0, 0).end();
        script.balance(BalanceChangeKind.DEPOSIT, ALICE, DEC, 20 * ONE, 20 * ONE, 0)
                .balance(BalanceChangeKind.DEPOSIT, BOB, USD, 1_000 * ONE, 1_000 * ONE, 0)
                .end();
        script.apiKey(ALICE, -5, 1, true)
                .principal(8, Role.GATEWAY, true)
                .accepted(1, ALICE, DEC_USD, Side.SELL, 100 * ONE, 10 * ONE, 10 * ONE, 10 * ONE, "a-1")
                .rested(1, DEC_USD, Side.SELL, 100 * ONE, 10 * ONE)
                .end();
        script.accepted(2, BOB, DEC_USD, Side.BUY, 100 * ONE, 5 * ONE, 49_900_000_000L, 50_100_000_000L, "");
        trade(1, 2, 8, 3, 8, 19_980_000_000L, 2, 30_060_000_000L);
        trade(2, 2, 6, 1, 6, 39_960_000_000L, 4, 10_020_000_000L);
        script.frame(false);
        trade(3, 1, 5, 0, 5, 49_950_000_000L, 5, 0);
        script.end();
        script.amended(1, ALICE, DEC_USD, Side.SELL, 100 * ONE, 5 * ONE, 100 * ONE, 4 * ONE, 9 * ONE, 11 * ONE, 4 * ONE)
                .end();
        script.cancelled(1, ALICE, DEC_USD, Side.SELL, CancelReason.USER, 15 * ONE, 0)
                .end();
        script.accepted(3, BOB, DEC_USD, Side.BUY, 90 * ONE, 3 * ONE, 22_846_000_000L, 27_054_000_000L, "b-2")
                .rested(3, DEC_USD, Side.BUY, 90 * ONE, 3 * ONE)
                .end();
        script.amended(
                        3,
                        BOB,
                        DEC_USD,
                        Side.BUY,
                        90 * ONE,
                        3 * ONE,
                        91 * ONE,
                        2 * ONE,
                        2 * ONE,
                        31_663_600_000L,
                        18_236_400_000L)
                .rested(3, DEC_USD, Side.BUY, 91 * ONE, 2 * ONE)
                .end();
        script.instrumentStatus(DEC_USD, InstrumentStatus.HALTED, "maintenance").end();
        script.balance(BalanceChangeKind.ADJUSTMENT, BOB, USD, -11_000_000, 31_652_600_000L, 18_236_400_000L)
                .end();
        script.account(ALICE, 0, 50).end();
        script.apiKey(ALICE, -5, 2, false).end();
        script.principal(8, Role.GATEWAY, false).end();
        script.stateHash(-9).end();
    }

    /** Order 2 of Bob takes from order 1 of Alice at 100 USD; quantities in whole DEC. */
    private void trade(
            final long tradeId,
            final long quantity,
            final long makerLeaves,
            final long takerLeaves,
            final long makerHeld,
            final long makerQuote,
            final long takerBase,
            final long takerQuoteHeld) {
        final long notional = 100 * quantity * ONE;
        script.trade(tradeId, DEC_USD, Side.BUY, 100 * ONE, quantity * ONE, notional)
                .makerOrderId(1)
                .makerAccount(ALICE)
                .makerLeaves(makerLeaves * ONE)
                .makerFee(notional / 1_000)
                .makerBaseAvailable(10 * ONE)
                .makerBaseHeld(makerHeld * ONE)
                .makerQuoteAvailable(makerQuote)
                .makerQuoteHeld(0)
                .takerOrderId(2)
                .takerAccount(BOB)
                .takerLeaves(takerLeaves * ONE)
                .takerFee(notional / 500)
                .takerBaseAvailable(takerBase * ONE)
                .takerBaseHeld(0)
                .takerQuoteAvailable(49_900_000_000L)
                .takerQuoteHeld(takerQuoteHeld);
    }
}
