package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.BTC;
import static io.unidatum.exchange.engine.Exchange.DEC;
import static io.unidatum.exchange.engine.Exchange.OPERATOR;
import static io.unidatum.exchange.engine.Exchange.USD;
import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Exchange.d;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Administration: what it writes, and what it refuses. */
class AdministrationTest {
    private final Exchange exchange = Exchange.opened();

    @Test
    void shouldBeginWithAnOperatorATierAndTheReservedAccounts() {
        final Exchange fresh = new Exchange();
        accept(fresh.operate(c -> c.genesis(OPERATOR, "main", 10, 20)));
        final List<Event> events = fresh.journal.take();
        assertThat(events.get(0)).isInstanceOf(Event.Other.class);
        assertThat(events.get(0).toString()).contains("GenesisApplied", "main");
        assertThat(events.subList(1, events.size()))
                .containsExactly(
                        new Event.FeeTierChanged(0, 10, 20),
                        new Event.AccountChanged(1, 1, false, 0, 0, 0),
                        new Event.AccountChanged(2, 1, false, 0, 0, 0),
                        new Event.AccountChanged(3, 1, false, 0, 0, 0));
        assertThat(fresh.machine.isInitialised()).isTrue();
    }

    @Test
    void shouldRefuseABadGenesis() {
        final Exchange fresh = new Exchange();
        assertThat(fresh.operate(c -> c.genesis(OPERATOR, "x", -1, 0)).reason()).isEqualTo(RejectReason.INVALID_RATE);
        assertThat(fresh.operate(c -> c.genesis(OPERATOR, "x", 0, 100_001)).reason())
                .isEqualTo(RejectReason.INVALID_RATE);
        assertThat(fresh.operate(c -> c.genesis(OPERATOR, "\u0007", 0, 0)).reason())
                .isEqualTo(RejectReason.INVALID_NAME);
        assertThat(fresh.machine.isInitialised()).isFalse();
    }

    @Test
    void shouldCheckAssets() {
        rejected(RejectReason.MALFORMED, c -> c.createAsset(0, "ETH"));
        rejected(RejectReason.MALFORMED, c -> c.createAsset(65_535, "ETH"));
        rejected(RejectReason.INVALID_NAME, c -> c.createAsset(9, ""));
        rejected(RejectReason.INVALID_NAME, c -> c.createAsset(9, "eth"));
        rejected(RejectReason.INVALID_NAME, c -> c.createAsset(9, "E H"));
        rejected(RejectReason.ALREADY_EXISTS, c -> c.createAsset(DEC, "ETH"));
        rejected(RejectReason.ALREADY_EXISTS, c -> c.createAsset(9, "DEC"));
        accept(exchange.operate(c -> c.createAsset(65_534, "ABCDEFGH")));
    }

    @Test
    void shouldCheckInstruments() {
        final long tick = d("0.01");
        final long lot = d("0.01");
        final long max = d("100");
        rejected(RejectReason.MALFORMED, c -> c.createInstrument(0, "BTC/DEC", BTC, DEC, tick, lot, max, 1));
        rejected(RejectReason.UNKNOWN_ASSET, c -> c.createInstrument(9, "BTC/DEC", BTC, 9, tick, lot, max, 1));
        rejected(RejectReason.INVALID_NAME, c -> c.createInstrument(9, "BTC-DEC", BTC, DEC, tick, lot, max, 1));
        rejected(RejectReason.INVALID_NAME, c -> c.createInstrument(9, "DEC/BTC", BTC, DEC, tick, lot, max, 1));
        rejected(RejectReason.INVALID_NAME, c -> c.createInstrument(9, "BTC/BTC", BTC, BTC, tick, lot, max, 1));
        rejected(RejectReason.INVALID_TICK_OR_LOT, c -> c.createInstrument(9, "BTC/DEC", BTC, DEC, 0, lot, max, 1));
        rejected(RejectReason.INVALID_TICK_OR_LOT, c -> c.createInstrument(9, "BTC/DEC", BTC, DEC, tick, -1, max, 1));
        rejected(RejectReason.INVALID_TICK_OR_LOT, c -> c.createInstrument(9, "BTC/DEC", BTC, DEC, tick, 10, max, 1));
        rejected(RejectReason.INVALID_LIMIT, c -> c.createInstrument(9, "BTC/DEC", BTC, DEC, tick, lot, lot - 1, 1));
        rejected(RejectReason.INVALID_LIMIT, c -> c.createInstrument(9, "BTC/DEC", BTC, DEC, tick, lot, max, 0));
        rejected(RejectReason.INVALID_LIMIT, c -> c.createInstrument(9, "BTC/DEC", BTC, DEC, tick, lot, max, 1000000));
        rejected(RejectReason.ALREADY_EXISTS, c -> c.createInstrument(1, "BTC/DEC", BTC, DEC, tick, lot, max, 1));
        rejected(RejectReason.ALREADY_EXISTS, c -> c.createInstrument(9, "DEC/USD", DEC, USD, tick, lot, max, 1));
        accept(exchange.operate(c -> c.createInstrument(9, "BTC/DEC", BTC, DEC, tick, lot, max, 1)));
    }

    @Test
    void shouldHaltAndResumeAllInstrumentsInTheOrderOfTheirIds() {
        exchange.journal.take();
        accept(exchange.operate(c -> c.setInstrumentStatus(0, InstrumentStatus.HALTED, "maintenance")));
        assertThat(exchange.journal.take())
                .containsExactly(
                        new Event.StatusChanged(1, 1, InstrumentStatus.HALTED, 0, "maintenance", true),
                        new Event.StatusChanged(2, 1, InstrumentStatus.HALTED, 0, "maintenance", true),
                        new Event.StatusChanged(3, 1, InstrumentStatus.HALTED, 0, "maintenance", true));
        rejected(RejectReason.UNKNOWN_INSTRUMENT, c -> c.setInstrumentStatus(77, InstrumentStatus.OPEN, ""));
        rejected(RejectReason.UNSUPPORTED, c -> c.setInstrumentStatus(1, InstrumentStatus.AUCTION, ""));
        rejected(RejectReason.UNKNOWN_ENUM_VALUE, c -> c.setInstrumentStatus(1, InstrumentStatus.NULL_VAL, ""));
        rejected(RejectReason.INVALID_NAME, c -> c.setInstrumentStatus(1, InstrumentStatus.OPEN, "\u0001"));
    }

    @Test
    void shouldCreateAndChangeAccounts() {
        exchange.journal.take();
        accept(exchange.operate(1001, c -> c.createAccount(0)));
        accept(exchange.operate(c -> c.setFeeTier(3, 1, 2)));
        accept(exchange.operate(1001, c -> c.setAccount(AccountStatus.BLOCKED, 3, 7, 8, "because")));
        assertThat(exchange.journal.take())
                .containsExactly(
                        new Event.AccountChanged(1001, 1, false, 0, 0, 0),
                        new Event.FeeTierChanged(3, 1, 2),
                        new Event.AccountChanged(1001, 2, true, 3, 7, 8));
        rejected(RejectReason.RESERVED_ACCOUNT, 999, c -> c.createAccount(0));
        rejected(RejectReason.ALREADY_EXISTS, 1001, c -> c.createAccount(0));
        rejected(RejectReason.UNKNOWN_FEE_TIER, 1002, c -> c.createAccount(9));
        rejected(RejectReason.MALFORMED, -1, c -> c.createAccount(0));
        rejected(RejectReason.RESERVED_ACCOUNT, 1, c -> c.setAccount(AccountStatus.BLOCKED, 0, 0, 0, ""));
        rejected(RejectReason.UNKNOWN_ACCOUNT, 1002, c -> c.setAccount(AccountStatus.BLOCKED, 0, 0, 0, ""));
        rejected(RejectReason.UNKNOWN_ENUM_VALUE, 1001, c -> c.setAccount(AccountStatus.NULL_VAL, 0, 0, 0, ""));
        rejected(RejectReason.UNKNOWN_FEE_TIER, 1001, c -> c.setAccount(AccountStatus.ACTIVE, 8, 0, 0, ""));
        rejected(RejectReason.INVALID_LIMIT, 1001, c -> c.setAccount(AccountStatus.ACTIVE, 0, 100_001, 0, ""));
        rejected(RejectReason.INVALID_RATE, c -> c.setFeeTier(3, -1, 0));
        rejected(RejectReason.MALFORMED, c -> c.setFeeTier(255, 0, 0));
    }

    @Test
    void shouldKeepApiKeysWithTheirAccounts() {
        accept(exchange.operate(1001, c -> c.createAccount(0)));
        accept(exchange.operate(1002, c -> c.createAccount(0)));
        accept(exchange.operate(1001, c -> c.setApiKey(5, 1, true)));
        accept(exchange.operate(1001, c -> c.setApiKey(5, 2, false)));
        rejected(RejectReason.ALREADY_EXISTS, 1002, c -> c.setApiKey(5, 1, true));
        rejected(RejectReason.MALFORMED, 1002, c -> c.setApiKey(0, 1, true));
        rejected(RejectReason.UNKNOWN_ACCOUNT, 1003, c -> c.setApiKey(6, 1, true));
        rejected(RejectReason.RESERVED_ACCOUNT, 1, c -> c.setApiKey(6, 1, true));
    }

    @Test
    void shouldRefuseAKeyOfZerosOrWithoutARole() {
        rejected(RejectReason.MALFORMED, c -> c.setPrincipal(PrincipalKey.NONE, Role.GATEWAY, true));
        rejected(
                RejectReason.UNKNOWN_ENUM_VALUE,
                c -> c.setPrincipal(new PrincipalKey(1, 1, 1, 1), Role.NULL_VAL, true));
    }

    @Test
    void shouldCreditADepositOnceForEver() {
        accept(exchange.operate(1001, c -> c.createAccount(0)));
        accept(exchange.adapt(1001, c -> c.deposit(DEC, d("5"), 1)));
        exchange.now += 3600 * Exchange.SECOND;
        assertThat(exchange.adapt(1001, c -> c.deposit(DEC, d("5"), 1)).reason())
                .isEqualTo(RejectReason.DUPLICATE_DEPOSIT);
        for (long id = 2; id < 3000; id++) {
            final long depositId = id;
            accept(exchange.adapt(1001, c -> c.deposit(DEC, 1, depositId)));
        }
        assertThat(exchange.adapt(1001, c -> c.deposit(DEC, d("5"), 1)).reason())
                .isEqualTo(RejectReason.DUPLICATE_DEPOSIT);
        assertThat(exchange.adapt(1001, c -> c.deposit(DEC, d("5"), 2999)).reason())
                .isEqualTo(RejectReason.DUPLICATE_DEPOSIT);
    }

    @Test
    void shouldAdjustEitherWay() {
        accept(exchange.operate(1001, c -> c.createAccount(0)));
        exchange.journal.take();
        accept(exchange.operate(1001, c -> c.adjust(DEC, d("5"), "gift")));
        accept(exchange.operate(1001, c -> c.adjust(DEC, -d("2"), "tax")));
        accept(exchange.operate(2, c -> c.adjust(DEC, d("2"), "house")));
        assertThat(exchange.journal.take())
                .containsExactly(
                        new Event.BalanceChanged(1001, 2, DEC, d("5"), d("5"), 0, false),
                        new Event.BalanceChanged(1001, 3, DEC, -d("2"), d("3"), 0, false),
                        new Event.BalanceChanged(2, 2, DEC, d("2"), d("2"), 0, false));
    }

    @Test
    void shouldRecordTheHashOfTheStateBeforeTheEvent() {
        exchange.commands.requestId = 5000;
        exchange.commands.account = 0;
        exchange.commands.validUntil = exchange.now + Exchange.SECOND;
        final byte[] message = exchange.commands.recordStateHash();
        // The time is part of the state: let it be what it will be when the command comes.
        final RecordedJournal journal = new RecordedJournal();
        final ExchangeStateMachine twin = new ExchangeStateMachine(journal);
        exchange.log.forEach(
                e -> twin.onCommand(e.time(), e.key(), RecordedJournal.buffer(e.message()), 0, e.message().length));
        final byte[] query = exchange.commands.timeQuery();
        twin.onCommand(exchange.now + 1000, OPERATOR, RecordedJournal.buffer(query), 0, query.length);
        exchange.journal.take();
        accept(exchange.send(OPERATOR, message));

        assertThat(exchange.journal.take().toString()).contains("stateHash=" + twin.stateHash(), "algorithm=1");
    }

    @Test
    void shouldSwitchToAnEncodingVersionItKnows() {
        accept(exchange.operate(c -> c.setEncodingVersion(1)));
        rejected(RejectReason.UNSUPPORTED_VERSION, c -> c.setEncodingVersion(4));
        rejected(RejectReason.UNSUPPORTED_VERSION, c -> c.setEncodingVersion(0));
        accept(exchange.operate(c -> c.setEncodingVersion(2)));
        rejected(RejectReason.UNSUPPORTED_VERSION, c -> c.setEncodingVersion(1));
        accept(exchange.operate(c -> c.setEncodingVersion(3)));
        rejected(RejectReason.UNSUPPORTED_VERSION, c -> c.setEncodingVersion(2));
    }

    @Test
    void shouldKnowNodesAndPermissionToWithdrawFromEncodingVersion3On() {
        final PrincipalKey node = new PrincipalKey(31, 32, 33, 34);
        exchange.fund(1001, "1", "1");
        accept(exchange.operate(c -> c.setEncodingVersion(2)));
        rejected(RejectReason.UNKNOWN_ENUM_VALUE, c -> c.setPrincipal(node, Role.NODE, true));
        rejected(RejectReason.UNSUPPORTED, 1001, c -> c.setApiKey(5, 1, true, Permissions.WITHDRAW));

        accept(exchange.operate(c -> c.setEncodingVersion(3)));
        accept(exchange.operate(c -> c.setPrincipal(node, Role.NODE, true)));
        accept(exchange.operate(1001, c -> c.setApiKey(5, 1, true, Permissions.WITHDRAW)));
        assertThat(exchange.machine.state().principals.roleOf(node)).isEqualTo(Role.NODE);

        final EngineUnderTest restored = new EngineUnderTest();
        restored.restore(exchange.snapshot());
        assertThat(restored.machine.state().principals.roleOf(node)).isEqualTo(Role.NODE);
        assertThat(restored.machine.state().apiKeys.get(5).permissions()).isEqualTo(Permissions.WITHDRAW);
        assertThat(restored.machine.stateHash()).isEqualTo(exchange.machine.stateHash());
    }

    private void rejected(final RejectReason reason, final Function<Commands, byte[]> command) {
        rejected(reason, 0, command);
    }

    private void rejected(final RejectReason reason, final long account, final Function<Commands, byte[]> command) {
        final Business before = Business.of(exchange.machine);
        assertThat(exchange.operate(account, command).reason()).isEqualTo(reason);
        assertThat(Business.of(exchange.machine)).isEqualTo(before);
    }
}
