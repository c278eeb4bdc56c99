package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.DEC_USD;
import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Exchange.d;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.CommandHeaderEncoder;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.OriginDecoder;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.WithdrawalState;
import io.unidatum.exchange.sbe.event.JournalFrameDecoder;
import io.unidatum.exchange.sbe.order.KillSwitchEncoder;
import io.unidatum.exchange.sbe.order.MassCancelEncoder;
import io.unidatum.exchange.sbe.order.SetAccountLimitsEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Every command of an operator that is accepted leaves an event that names the command. */
class AuditTest {
    private static final int MAX_TEMPLATE_ID = 63;
    private static final int GENESIS = 1;
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;

    /** By template id. Each is acceptable where account 1001 has a resting order and a withdrawal. */
    private final Map<Integer, Function<Commands, byte[]>> samples = new LinkedHashMap<>();

    AuditTest() {
        add(0, c -> c.createAsset(4, "ETH"));
        add(0, c -> c.createInstrument(9, "BTC/DEC", 3, 1, d("0.01"), d("0.01"), d("1000"), 50_000));
        add(0, c -> c.setInstrumentStatus(DEC_USD, InstrumentStatus.POST_ONLY, "why"));
        add(0, c -> c.setInstrumentRules(DEC_USD, d("5"), 1, 2, 3, 4, "why"));
        add(1009, c -> c.createAccount(0));
        add(1001, c -> c.setAccount(AccountStatus.ACTIVE, 0, 5, 5, "why"));
        add(0, c -> c.setFeeTier(1, 10, 20));
        add(1001, c -> c.setApiKey(5, 1, true));
        add(0, c -> c.setPrincipal(new PrincipalKey(7, 7, 7, 7), Role.OPERATOR, true));
        add(1001, c -> c.deposit(1, d("5"), 99));
        add(1001, c -> c.adjust(1, -d("5"), "why"));
        add(0, Commands::recordStateHash);
        add(0, c -> c.setEncodingVersion(3));
        add(0, c -> c.setWithdrawalRules(1, 1, 2, 3, true, "why"));
        add(1001, c -> c.endWithdrawal(1, WithdrawalState.FAILED, 0, 0, "why"));
        add(0, c -> c.setConsumer("other", true, "why"));
        add(0, c -> c.setRetention(Exchange.SECOND, 1));
        add(1001, AuditTest::limits);
        add(1001, AuditTest::massCancel);
        add(1001, AuditTest::killSwitch);
    }

    @Test
    void shouldKnowEveryCommandThatAnOperatorMaySend() {
        final CommandRouter router = exchange().machine.router();
        final TreeSet<Integer> ofOperators = new TreeSet<>();
        for (int templateId = 0; templateId <= MAX_TEMPLATE_ID; templateId++) {
            if (templateId != GENESIS && router.mayBeSentBy(templateId, Role.OPERATOR)) {
                ofOperators.add(templateId);
            }
        }
        assertThat(new TreeSet<>(samples.keySet())).isEqualTo(ofOperators);
    }

    @Test
    void shouldLeaveAnEventThatNamesTheCommand() {
        samples.forEach((templateId, sample) -> {
            final Exchange exchange = exchange();
            final int frames = exchange.journal.frames.size();
            final Answer answer = exchange.operate(0, sample);
            assertThat(answer.isAccepted()).as("%d: %s", templateId, answer).isTrue();
            assertThat(answer.firstSequence()).as("template %d", templateId).isPositive();
            final List<long[]> origins = new ArrayList<>();
            exchange.journal.frames.subList(frames, exchange.journal.frames.size()).stream()
                    .map(AuditTest::originOfFirst)
                    .forEach(origins::add);
            assertThat(origins)
                    .as("template %d", templateId)
                    .containsExactly(new long[] {answer.requestIdHigh(), answer.requestIdLow()});
        });
    }

    private static Exchange exchange() {
        final Exchange exchange = SampleCommands.exchange();
        accept(exchange.operate(c -> c.setEncodingVersion(3)));
        return exchange;
    }

    private void add(final long account, final Function<Commands, byte[]> sample) {
        final Function<Commands, byte[]> ofAccount = commands -> {
            commands.account = account;
            return sample.apply(commands);
        };
        samples.put(
                new MessageHeaderDecoder()
                        .wrap(new UnsafeBuffer(ofAccount.apply(new Commands())), 0)
                        .templateId(),
                ofAccount);
    }

    /** Every event of administration begins with its origin. */
    private static long[] originOfFirst(final RecordedJournal.Frame frame) {
        final OriginDecoder origin = new OriginDecoder()
                .wrap(new UnsafeBuffer(frame.bytes()), HEADER + JournalFrameDecoder.BLOCK_LENGTH + HEADER);
        return new long[] {origin.requestIdHigh(), origin.requestIdLow()};
    }

    private static byte[] limits(final Commands commands) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[HEADER + SetAccountLimitsEncoder.BLOCK_LENGTH]);
        final SetAccountLimitsEncoder encoder =
                new SetAccountLimitsEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        header(commands, encoder.header());
        encoder.instrumentId(0)
                .maxOrderQuantity(1)
                .maxOrderNotional(2)
                .maxPosition(3)
                .reason("why");
        return buffer.byteArray();
    }

    private static byte[] massCancel(final Commands commands) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[HEADER + MassCancelEncoder.BLOCK_LENGTH]);
        final MassCancelEncoder encoder =
                new MassCancelEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        header(commands, encoder.header());
        encoder.instrumentId(0).side(Side.NULL_VAL);
        return buffer.byteArray();
    }

    private static byte[] killSwitch(final Commands commands) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[HEADER + KillSwitchEncoder.BLOCK_LENGTH]);
        final KillSwitchEncoder encoder =
                new KillSwitchEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        header(commands, encoder.header());
        encoder.reason("why");
        return buffer.byteArray();
    }

    private static void header(final Commands commands, final CommandHeaderEncoder header) {
        header.requestIdHigh(commands.requestIdHigh)
                .requestIdLow(commands.requestId)
                .account(commands.account)
                .actor(0)
                .connectionId(0)
                .validUntil(commands.validUntil);
    }
}
