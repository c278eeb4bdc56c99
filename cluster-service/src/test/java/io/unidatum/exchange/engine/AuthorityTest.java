package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.ADAPTER;
import static io.unidatum.exchange.engine.Exchange.GATEWAY;
import static io.unidatum.exchange.engine.Exchange.NODE;
import static io.unidatum.exchange.engine.Exchange.OPERATOR;
import static io.unidatum.exchange.engine.Exchange.accept;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each command is for the keys of its roles alone. */
class AuthorityTest {
    private static final PrincipalKey STRANGER = new PrincipalKey(0, 0, 0, 1);

    @ParameterizedTest
    @EnumSource(SampleCommands.class)
    void shouldLetOnlyTheRightRolesSendACommand(final SampleCommands sample) {
        for (final PrincipalKey key : SampleCommands.keys()) {
            final Exchange exchange = SampleCommands.exchange();
            final Business before = Business.of(exchange.machine);
            final Answer answer = exchange.send(key, sample.account, sample.command);
            if (mayBeSentBy(sample, key)) {
                assertThat(answer.reason()).isNotEqualTo(RejectReason.NOT_AUTHORISED);
            } else {
                assertThat(answer.reason()).isEqualTo(RejectReason.NOT_AUTHORISED);
                assertThat(Business.of(exchange.machine)).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SampleCommands.class)
    void shouldAcceptEverySampleFromItsRole(final SampleCommands sample) {
        final Exchange exchange = SampleCommands.exchange();
        final Answer answer = exchange.send(sample.key, sample.account, sample.command);
        final boolean genesis = sample == SampleCommands.GENESIS;
        final RejectReason expected = genesis ? RejectReason.ALREADY_INITIALISED : RejectReason.NONE;
        assertThat(answer.reason()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(value = SampleCommands.class, mode = EnumSource.Mode.EXCLUDE, names = "GENESIS")
    void shouldTakeNothingBeforeTheGenesis(final SampleCommands sample) {
        final Exchange exchange = new Exchange();
        for (final PrincipalKey key : SampleCommands.keys()) {
            assertThat(exchange.send(key, sample.account, sample.command).reason())
                    .isEqualTo(RejectReason.NOT_INITIALISED);
        }
    }

    @Test
    void shouldTakeTheGenesisOnlyFromTheKeyItNames() {
        final Exchange exchange = new Exchange();
        assertThat(exchange.send(GATEWAY, 0, c -> c.genesis(OPERATOR, "x", 1, 1))
                        .reason())
                .isEqualTo(RejectReason.NOT_AUTHORISED);
        assertThat(exchange.send(PrincipalKey.NONE, 0, c -> c.genesis(PrincipalKey.NONE, "x", 1, 1))
                        .reason())
                .isEqualTo(RejectReason.NOT_AUTHORISED);
        assertThat(exchange.machine.isInitialised()).isFalse();
        accept(exchange.operate(c -> c.genesis(OPERATOR, "x", 1, 1)));
        assertThat(exchange.machine.isOperator(OPERATOR)).isTrue();
        assertThat(exchange.operate(c -> c.genesis(OPERATOR, "y", 1, 1)).reason())
                .isEqualTo(RejectReason.ALREADY_INITIALISED);
        assertThat(exchange.send(STRANGER, 0, c -> c.genesis(STRANGER, "y", 1, 1))
                        .reason())
                .isEqualTo(RejectReason.NOT_AUTHORISED);
    }

    @Test
    void shouldTakeARoleAway() {
        final Exchange exchange = Exchange.opened();
        assertThat(exchange.machine.isKnown(GATEWAY)).isTrue();
        accept(exchange.operate(c -> c.setPrincipal(GATEWAY, Role.GATEWAY, false)));
        assertThat(exchange.machine.isKnown(GATEWAY)).isFalse();
        assertThat(exchange.cancel(1001, 1).reason()).isEqualTo(RejectReason.NOT_AUTHORISED);
    }

    @Test
    void shouldNotTakeAwayTheLastOperator() {
        final Exchange exchange = Exchange.opened();
        assertThat(exchange.operate(c -> c.setPrincipal(OPERATOR, Role.OPERATOR, false))
                        .reason())
                .isEqualTo(RejectReason.LAST_OPERATOR);
        assertThat(exchange.operate(c -> c.setPrincipal(OPERATOR, Role.GATEWAY, true))
                        .reason())
                .isEqualTo(RejectReason.LAST_OPERATOR);
        accept(exchange.operate(c -> c.setPrincipal(STRANGER, Role.OPERATOR, true)));
        accept(exchange.operate(c -> c.setPrincipal(OPERATOR, Role.OPERATOR, false)));
        assertThat(exchange.machine.isOperator(OPERATOR)).isFalse();
        assertThat(exchange.machine.isOperator(STRANGER)).isTrue();
    }

    private static boolean mayBeSentBy(final SampleCommands sample, final PrincipalKey key) {
        final Set<SampleCommands> trading = EnumSet.of(
                SampleCommands.NEW_LIMIT,
                SampleCommands.NEW_MARKET,
                SampleCommands.NEW_ICEBERG,
                SampleCommands.NEW_REDUCE_ONLY,
                SampleCommands.NEW_STOP_LIMIT,
                SampleCommands.NEW_TAKE_PROFIT,
                SampleCommands.NEW_TRAILING_STOP,
                SampleCommands.NEW_TRAILING_STOP_BY_RATE,
                SampleCommands.NEW_BY_AMOUNT,
                SampleCommands.NEW_OCO,
                SampleCommands.AMEND_STOP,
                SampleCommands.CANCEL,
                SampleCommands.AMEND,
                SampleCommands.MASS_QUOTE,
                SampleCommands.BATCH,
                SampleCommands.SET_CONNECTION,
                SampleCommands.SET_DEAD_MAN_TIMER,
                SampleCommands.REQUEST_WITHDRAWAL);
        final Set<SampleCommands> chain = EnumSet.of(SampleCommands.DEPOSIT, SampleCommands.END_WITHDRAWAL);
        if (sample == SampleCommands.MASS_CANCEL || sample == SampleCommands.KILL_SWITCH) {
            return key == GATEWAY || key == OPERATOR;
        }
        if (sample == SampleCommands.ACKNOWLEDGE_JOURNAL) {
            return key == ADAPTER;
        }
        if (sample == SampleCommands.REPORT_JOURNAL_SPACE) {
            return key == NODE;
        }
        if (trading.contains(sample)) {
            return key == GATEWAY;
        }
        return key == OPERATOR || key == ADAPTER && chain.contains(sample);
    }
}
