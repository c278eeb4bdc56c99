package io.unidatum.exchange.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.SpaceState;
import io.unidatum.exchange.sbe.event.ConsumerChangedEncoder;
import io.unidatum.exchange.sbe.event.JournalAcknowledgedEncoder;
import io.unidatum.exchange.sbe.event.JournalSpaceChangedEncoder;
import io.unidatum.exchange.sbe.event.RetentionChangedEncoder;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** Withdrawals, candles, partitions and what concerns the journal itself, from scripted events. */
class WithdrawalRowsTest {
    private final TestPostgres postgres = TestPostgres.shared();

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void shouldHaveTheTablesOfAPlainModelWhateverTheBatches(@ForAll final long seed) throws SQLException {
        final Random random = new Random(seed);
        final ScriptedMarket market = new ScriptedMarket();
        market.open();
        market.trade(10);
        market.withdraw(random, 60);
        final String database = postgres.createDatabase();
        write(market, database, 1 + random.nextInt(60));
        market.script().later(TimeUnit.HOURS.toNanos(random.nextInt(24 * 60)));
        market.withdraw(random, 40);
        write(market, database, 1 + random.nextInt(300));
        assertThat(ExpectedTables.differences(
                        market.journal(), market.journal().end().sequence(), postgres, database))
                .isEmpty();
        assertThat(postgres.query(database, "SELECT DISTINCT state FROM withdrawals ORDER BY 1"))
                .contains("2");
    }

    @Test
    void shouldMakePartitionsAheadAndWhereverTheClustersTimeComesTo() throws SQLException {
        final ScriptedMarket market = new ScriptedMarket();
        market.open();
        market.trade(5);
        final String database = postgres.createDatabase();
        write(market, database, 1_000);
        assertThat(postgres.query(database, "SELECT name FROM partitions WHERE table_name = 'trades' ORDER BY 1"))
                .containsExactly("trades_2023_11_01", "trades_2023_12_01", "trades_2024_01_01");
        postgres.execute(database, "UPDATE partition_plan SET unit = 'day', ahead = 1 WHERE table_name = 'trades'");
        market.script().later(TimeUnit.DAYS.toNanos(15));
        market.trade(5);
        market.script().later(TimeUnit.DAYS.toNanos(3_650));
        market.trade(5);
        write(market, database, 1_000_000);
        assertThat(postgres.query(database, "SELECT name FROM partitions WHERE table_name = 'trades' ORDER BY 1"))
                .containsExactly(
                        "trades_2023_11_01",
                        "trades_2023_12_01",
                        "trades_2024_01_01",
                        "trades_2033_11_26",
                        "trades_2033_11_27");
        assertThat(ExpectedTables.differences(
                        market.journal(), market.journal().end().sequence(), postgres, database))
                .isEmpty();
        assertThat(postgres.query(
                        database,
                        "SELECT conname FROM pg_constraint WHERE contype = 'p'"
                                + " AND conrelid = 'trades_2033_11_26'::regclass"))
                .hasSize(1);
    }

    @Test
    void shouldBuildLargerCandlesOfMinutes() throws SQLException {
        final ScriptedMarket market = new ScriptedMarket();
        market.open();
        for (int i = 0; i < 4; i++) {
            market.trade(3);
            market.script().later(TimeUnit.MINUTES.toNanos(2));
        }
        final String database = postgres.createDatabase();
        write(market, database, 5);
        assertThat(postgres.query(database, "SELECT trades, volume FROM candles ORDER BY minute"))
                .containsExactly("3|300000000", "3|300000000", "3|300000000", "3|300000000");
        assertThat(postgres.query(database, "SELECT sum(trades), count(*) < 4, max(high) FROM candles_5m"))
                .containsExactly("12|t|10000000000");
        assertThat(postgres.query(database, "SELECT trades, open, close FROM candles_1d"))
                .containsExactly("12|10000000000|10000000000");
    }

    @Test
    void shouldRecordWhoHoldsTheJournalAndWhatDisksHave() throws SQLException {
        final ScriptedMarket market = new ScriptedMarket();
        market.open();
        final JournalScript script = market.script();
        final ConsumerChangedEncoder consumer = script.event(new ConsumerChangedEncoder());
        script.origin(consumer.origin());
        consumer.consumer("ledger")
                .enabled(BooleanType.TRUE)
                .sequence(3)
                .position(96)
                .reason("start");
        script.end();
        final JournalAcknowledgedEncoder acknowledged = script.event(new JournalAcknowledgedEncoder());
        script.origin(acknowledged.origin());
        acknowledged
                .consumer("ledger")
                .sequence(9)
                .position(960)
                .floorSequence(5)
                .floorPosition(320);
        script.end();
        final JournalSpaceChangedEncoder space = script.event(new JournalSpaceChangedEncoder());
        script.origin(space.origin());
        space.memberId((short) 1)
                .state(SpaceState.SCARCE)
                .orderEntrySuspended(BooleanType.TRUE)
                .freeBytes(17);
        script.end();
        final RetentionChangedEncoder retention = script.event(new RetentionChangedEncoder());
        script.origin(retention.origin());
        retention
                .marginNs(5)
                .scarceMembers((short) 3)
                .orderEntrySuspended(BooleanType.FALSE)
                .reason("more disks");
        script.end();
        final String database = postgres.createDatabase();
        write(market, database, 1);
        assertThat(postgres.query(database, "SELECT consumer, enabled, sequence, position FROM journal_consumers"))
                .containsExactly("ledger|t|9|960");
        assertThat(postgres.query(
                        database,
                        "SELECT floor_sequence, floor_position, margin_ns, scarce_members, order_entry_suspended"
                                + " FROM journal_retention"))
                .containsExactly("5|320|5|3|f");
        assertThat(postgres.query(database, "SELECT member_id, state, free_bytes FROM journal_space"))
                .containsExactly("1|2|17");
        assertThat(postgres.query(
                        database,
                        "SELECT event, details ->> 'orderEntrySuspended' FROM admin_audit WHERE event IN"
                                + " ('ConsumerChanged', 'JournalAcknowledged', 'JournalSpaceChanged',"
                                + " 'RetentionChanged') ORDER BY sequence"))
                .containsExactly("ConsumerChanged|-", "JournalSpaceChanged|true", "RetentionChanged|false");
    }

    private void write(final ScriptedMarket market, final String database, final int maxBatchRows) {
        try (StepwiseLedger ledger = new StepwiseLedger(
                postgres.context(database).maxBatchRows(maxBatchRows), market.journal(), WriteStep.Listener.NONE)) {
            ledger.catchUp(market.journal());
        }
    }
}
