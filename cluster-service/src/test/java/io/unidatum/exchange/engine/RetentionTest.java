package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.DEC_USD;
import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Exchange.d;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.engine.Commands.Level;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.order.RejectReason;
import io.unidatum.exchange.sbe.order.SetConsumerEncoder;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which part of the journal is kept, and what happens when the nodes have little room for it. */
class RetentionTest {
    private static final long ALICE = 1001;
    private final Exchange exchange = Exchange.openedWithEverything();

    @BeforeEach
    void register() {
        exchange.fund(ALICE, "1000", "100000");
        accept(exchange.operate(c -> c.setPrincipal(Exchange.NODE, Role.NODE, true)));
        accept(exchange.operate(c -> c.setRetention(0, 2)));
        accept(exchange.operate(c -> c.setConsumer("ledger", true, "books")));
    }

    @Test
    void shouldBeUnsupportedBeforeEncodingVersion3() {
        final Exchange old = Exchange.opened();
        for (final SampleCommands sample : SampleCommands.ofVersion2()) {
            assertThat(old.send(sample.key, sample.account, sample.command).reason())
                    .as("%s", sample)
                    .isEqualTo(RejectReason.UNSUPPORTED);
        }
        assertThat(old.operate(c -> c.balancesQuery(0)).reason()).isEqualTo(RejectReason.UNSUPPORTED);
        assertThat(old.machine.rememberedRequestCount())
                .isEqualTo(old.log.size() - SampleCommands.ofVersion2().size() - 1);
    }

    @Test
    void shouldMoveTheFloorToTheSmallestAcknowledgedPoint() {
        accept(exchange.operate(c -> c.setConsumer("archive", true, "")));
        acknowledge("ledger", 5, 320);
        assertFloor(0, 0);
        acknowledge("archive", 3, 200);
        assertFloor(3, 200);
        acknowledge("archive", 9, 600);
        assertFloor(5, 320);
    }

    @Test
    void shouldNotMoveTheFloorWithoutAConsumer() {
        acknowledge("ledger", 5, 320);
        accept(exchange.operate(c -> c.setConsumer("ledger", false, "gone")));
        assertFloor(5, 320);
        assertThat(adapt(c -> c.acknowledge("ledger", 6, 400)).reason()).isEqualTo(RejectReason.UNKNOWN_CONSUMER);
    }

    @Test
    void shouldNeverLowerTheFloor() {
        acknowledge("ledger", 9, 600);
        assertThat(adapt(c -> c.acknowledge("ledger", 8, 600)).reason()).isEqualTo(RejectReason.INVALID_POSITION);
        assertThat(adapt(c -> c.acknowledge("ledger", 9, 599)).reason()).isEqualTo(RejectReason.INVALID_POSITION);
        accept(exchange.operate(c -> c.setConsumer("late", true, "")));
        assertFloor(9, 600);
        acknowledge("ledger", 12, 900);
        assertFloor(9, 600);
    }

    @Test
    void shouldLetAConsumerGoBackAsFarAsTheFloor() {
        accept(exchange.operate(c -> c.setConsumer("late", true, "")));
        acknowledge("ledger", 9, 600);
        acknowledge("ledger", 4, 300);
        acknowledge("late", 9, 600);
        assertFloor(4, 300);
    }

    @Test
    void shouldForgetAConsumerThatHeldTheFloorBack() {
        accept(exchange.operate(c -> c.setConsumer("dead", true, "")));
        acknowledge("ledger", 9, 600);
        assertFloor(0, 0);
        accept(exchange.operate(c -> c.setConsumer("dead", false, "never came back")));
        assertFloor(9, 600);
    }

    @Test
    void shouldNotAcceptWhatTheJournalHasNot() {
        final long sequence = exchange.machine.lastSequence();
        final long position = exchange.machine.journalPosition();
        assertThat(adapt(c -> c.acknowledge("ledger", sequence + 1, position)).reason())
                .isEqualTo(RejectReason.INVALID_POSITION);
        assertThat(adapt(c -> c.acknowledge("ledger", sequence, position + 32)).reason())
                .isEqualTo(RejectReason.INVALID_POSITION);
        acknowledge("ledger", sequence, position);
        assertFloor(sequence, position);
    }

    @Test
    void shouldWriteNoEventForWhatIsKnown() {
        acknowledge("ledger", 5, 320);
        final Business before = Business.of(exchange.machine);
        accept(adapt(c -> c.acknowledge("ledger", 5, 320)));
        accept(exchange.send(Exchange.NODE, 0, c -> c.reportSpace(1, false)));
        assertThat(Business.of(exchange.machine)).isEqualTo(before);
    }

    @Test
    void shouldKeepTheJournalForTheMargin() {
        accept(exchange.operate(c -> c.setRetention(128 * Exchange.SECOND, 2)));
        final long first = exchange.machine.lastSequence();
        final long position = exchange.machine.journalPosition();
        acknowledge("ledger", first, position);
        exchange.now += 127 * Exchange.SECOND;
        acknowledge("ledger", exchange.machine.lastSequence(), exchange.machine.journalPosition());
        assertFloor(0, 0);
        exchange.now += 2 * Exchange.SECOND;
        acknowledge("ledger", exchange.machine.lastSequence(), exchange.machine.journalPosition());
        assertFloor(first, position);
    }

    @Test
    void shouldKeepAtMost256Checkpoints() {
        accept(exchange.operate(c -> c.setRetention(Exchange.SECOND, 2)));
        accept(exchange.operate(c -> c.setConsumer("stuck", true, "")));
        for (int i = 0; i < 300; i++) {
            exchange.now += 3 * Exchange.SECOND;
            acknowledge("ledger", exchange.machine.lastSequence(), exchange.machine.journalPosition());
        }
        assertThat(exchange.machine.retention().checkpoints().size()).isEqualTo(256);
        assertRestored();
        Invariants.check(exchange.machine.state(), "full");
    }

    @Test
    void shouldCheckWhatItIsTold() {
        rejected(RejectReason.INVALID_NAME, c -> c.setConsumer("", true, ""));
        rejected(RejectReason.INVALID_NAME, c -> c.setConsumer("Ledger", true, ""));
        rejected(RejectReason.INVALID_NAME, c -> c.setConsumer("a", true, "\t"));
        rejected(RejectReason.ALREADY_EXISTS, c -> c.setConsumer("ledger", true, ""));
        rejected(RejectReason.UNKNOWN_CONSUMER, c -> c.setConsumer("other", false, ""));
        rejected(RejectReason.UNKNOWN_ENUM_VALUE, c -> {
            final byte[] message = c.setConsumer("a", true, "");
            message[8 + SetConsumerEncoder.enabledEncodingOffset()] = 7;
            return message;
        });
        rejected(RejectReason.INVALID_DURATION, c -> c.setRetention(-1, 1));
        rejected(RejectReason.INVALID_DURATION, c -> c.setRetention(367L * 86_400 * Exchange.SECOND, 1));
        rejected(RejectReason.INVALID_LIMIT, c -> c.setRetention(0, 0));
        rejected(RejectReason.INVALID_LIMIT, c -> c.setRetention(0, 17));
        assertThat(exchange.send(Exchange.NODE, 0, c -> c.reportSpace(16, true)).reason())
                .isEqualTo(RejectReason.INVALID_LIMIT);
        for (int i = 1; i < 16; i++) {
            final String name = "consumer-" + i;
            accept(exchange.operate(c -> c.setConsumer(name, true, "")));
        }
        rejected(RejectReason.TOO_MANY_CONSUMERS, c -> c.setConsumer("seventeenth", true, ""));
        assertRestored();
    }

    @Test
    void shouldSuspendOrderEntryWhileEnoughNodesAreScarce() {
        accept(exchange.limit(ALICE, Side.SELL, "5", "100"));
        final long order = 1;
        report(0, true);
        accept(exchange.limit(ALICE, Side.SELL, "1", "101"));
        report(2, true);

        suspended(exchange.limit(ALICE, Side.SELL, "1", "101"));
        suspended(exchange.limit(ALICE, Side.SELL, "1", "101.001"));
        suspended(exchange.trade(ALICE, OcoMessage.of(Side.SELL, "1", "105", "95")));
        suspended(exchange.trade(
                ALICE,
                c -> c.massQuote(DEC_USD, 0, SelfTradePrevention.CANCEL_NEWEST, new Level(Side.BUY, d("90"), d("2")))));
        suspended(exchange.trade(ALICE, c -> c.requestWithdrawal(Exchange.DEC, d("3"), d("1"), "DECab")));
        suspended(exchange.amend(ALICE, order, "100", "6"));
        suspended(exchange.amend(ALICE, order, "99", "0"));
        assertThat(exchange.limit(1009, Side.SELL, "1", "101").reason()).isEqualTo(RejectReason.UNKNOWN_ACCOUNT);

        accept(exchange.amend(ALICE, order, "0", "4"));
        accept(exchange.trade(ALICE, c -> c.massQuote(DEC_USD, 0, SelfTradePrevention.CANCEL_NEWEST)));
        exchange.deposit(ALICE, Exchange.DEC, "1");
        accept(exchange.cancel(ALICE, order));
        accept(exchange.trade(ALICE, c -> c.massCancel(0, Side.NULL_VAL)));
        assertRestored();

        report(0, false);
        accept(exchange.limit(ALICE, Side.SELL, "1", "101"));
    }

    @Test
    void shouldSuspendAsManyAsTheOperatorSays() {
        report(0, true);
        accept(exchange.operate(c -> c.setRetention(0, 1)));
        suspended(exchange.limit(ALICE, Side.SELL, "1", "101"));
        accept(exchange.operate(c -> c.setRetention(0, 2)));
        accept(exchange.limit(ALICE, Side.SELL, "1", "101"));
    }

    private void assertRestored() {
        final Exchange restored = new Exchange();
        Exchange.restore(restored.machine, exchange.snapshot());
        assertThat(restored.machine.stateHash()).isEqualTo(exchange.machine.stateHash());
        assertThat(restored.machine.retention().isOrderEntrySuspended())
                .isEqualTo(exchange.machine.retention().isOrderEntrySuspended());
    }

    private void report(final int memberId, final boolean scarce) {
        accept(exchange.send(Exchange.NODE, 0, c -> c.reportSpace(memberId, scarce)));
    }

    private void acknowledge(final String consumer, final long sequence, final long position) {
        accept(adapt(c -> c.acknowledge(consumer, sequence, position)));
    }

    private Answer adapt(final Function<Commands, byte[]> command) {
        return exchange.send(Exchange.ADAPTER, 0, command);
    }

    private void assertFloor(final long sequence, final long position) {
        assertThat(exchange.machine.retention().floorSequence()).isEqualTo(sequence);
        assertThat(exchange.machine.retention().floorPosition()).isEqualTo(position);
    }

    private static void suspended(final Answer answer) {
        assertThat(answer.reason()).isEqualTo(RejectReason.ORDER_ENTRY_SUSPENDED);
    }

    private void rejected(final RejectReason reason, final Function<Commands, byte[]> command) {
        final Business before = Business.of(exchange.machine);
        assertThat(exchange.operate(command).reason()).isEqualTo(reason);
        assertThat(Business.of(exchange.machine)).isEqualTo(before);
    }
}
