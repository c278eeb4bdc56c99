package io.unidatum.exchange.engine;

import io.unidatum.exchange.engine.Step.Kind;
import io.unidatum.exchange.engine.model.ModelExchange;
import io.unidatum.exchange.sbe.common.CommandHeaderEncoder;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.order.BatchEncoder;
import io.unidatum.exchange.sbe.order.CancelOrderEncoder;
import io.unidatum.exchange.sbe.order.KillSwitchEncoder;
import io.unidatum.exchange.sbe.order.MassCancelEncoder;
import io.unidatum.exchange.sbe.order.MassQuoteEncoder;
import io.unidatum.exchange.sbe.order.SetConnectionEncoder;
import io.unidatum.exchange.sbe.order.SetDeadManTimerEncoder;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;

/** Turns steps into what happens to an exchange: commands of whom they are, timers, ends of sessions. */
final class StepWriter {
    /** What happens: a command if there is a message, else the end of a session or a timer. */
    record Input(long time, PrincipalKey key, long sessionId, byte[] message, boolean sessionCloses) {
        @Override
        public String toString() {
            final String at = "+" + (time - Exchange.START) / 1000 + " us ";
            if (message != null) {
                final String role = key == Exchange.GATEWAY ? "" : key == Exchange.OPERATOR ? "operator " : "adapter ";
                return at + role + CommandText.of(message);
            }
            return at + (sessionCloses ? "session " + sessionId + " closes" : "timer");
        }
    }

    static final int FIRST_ACCOUNT = 1001;
    private static final int BATCH = 4;

    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[4096]);
    final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    final ModelExchange model;
    private final List<Input> sent = new ArrayList<>();
    private final StepOrders orders = new StepOrders(this);
    private final StepWithdrawals withdrawals = new StepWithdrawals(this);
    private final StepAdministration administration = new StepAdministration(this);
    private final StepRetention retention = new StepRetention(this);
    private long requestId = 1_000;
    private long now;

    StepWriter(final ModelExchange model, final long now) {
        this.model = model;
        this.now = now;
    }

    Input toInput(final Step step) {
        now += pause(step);
        final Input input = input(step);
        sent.add(input);
        return input;
    }

    /** A message as it is, from whom the step's would come. */
    Input toInput(final Step step, final byte[] message) {
        now += 1000;
        return new Input(now, administration.keyOf(step), 1, message, false);
    }

    /** Most come close to each other; some after a good part of a second, a few much later. */
    private static long pause(final Step step) {
        if (step.kind() == Kind.TIMER) {
            return (1L + step.a()) * (step.b() % 40 == 39 ? 200 : 1) * Exchange.SECOND / 4;
        }
        if (step.d() % 100 == 99) {
            return 7 * Exchange.SECOND;
        }
        return step.d() % 9 == 8 ? 400_000_000L : 1000;
    }

    private Input input(final Step step) {
        final long sessionId = 1 + step.c() % 3;
        switch (step.kind()) {
            case TIMER -> {
                return new Input(now, null, 0, null, false);
            }
            case SESSION_CLOSED -> {
                return new Input(now, null, sessionId, null, true);
            }
            case REPEAT -> {
                final Input earlier = repeated(step);
                if (earlier != null) {
                    return earlier;
                }
            }
            default -> {}
        }
        final byte[] message = message(step);
        return new Input(now, administration.keyOf(step), sessionId, message, false);
    }

    /** An earlier command, as it was or with another content. */
    private Input repeated(final Step step) {
        final List<Input> commands =
                sent.stream().filter(i -> i.message != null).toList();
        if (commands.isEmpty()) {
            return null;
        }
        final Input earlier = commands.get(commands.size() - 1 - step.a() % Math.min(commands.size(), 20));
        final byte[] message = earlier.message.clone();
        if (step.b() % 4 == 3) {
            message[MessageHeaderEncoder.ENCODED_LENGTH + CommandHeaderEncoder.actorEncodingOffset()]++;
        }
        return new Input(now, earlier.key, earlier.sessionId, message, false);
    }

    byte[] message(final Step step) {
        return switch (step.kind()) {
            case CANCEL -> cancel(step);
            case MASS_CANCEL -> massCancel(step);
            case KILL_SWITCH -> step.b() % 2 == 0 ? killSwitch(step) : massCancel(step);
            case MASS_QUOTE -> massQuote(step);
            case BATCH -> batch(step);
            case CONNECTION -> connection(step);
            case DEAD_MAN -> deadMan(step);
            case STATUS, AUCTION, RULES, LIMITS, ADMIN -> administration.message(step);
            case WITHDRAWAL_RULES, WITHDRAW, END_WITHDRAWAL -> withdrawals.message(step);
            case RETENTION -> retention.message(step);

            default -> orders.message(step);
        };
    }

    /** An open order that the step is about. {@return null if there is none} */
    ModelExchange.OpenOrder open(final Step step) {
        final List<ModelExchange.OpenOrder> open = model.openOrders();
        return open.isEmpty() ? null : open.get(step.a() % open.size());
    }

    private byte[] cancel(final Step step) {
        final ModelExchange.OpenOrder order = open(step);
        final CancelOrderEncoder e = new CancelOrderEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        if (order == null || step.c() % 6 == 5) {
            header(e.header(), step, account(step));
            e.orderId(step.a() % 9).clientOrderId(clientOrderId(step));
        } else if (step.c() % 6 == 4 && !order.clientOrderId().isEmpty()) {
            header(e.header(), step, order.account());
            e.orderId(0).clientOrderId(order.clientOrderId());
        } else {
            header(e.header(), step, order.account());
            e.orderId(order.id()).clientOrderId("");
        }
        return message(e);
    }

    private byte[] massCancel(final Step step) {
        final MassCancelEncoder e = new MassCancelEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(e.header(), step, step.c() % 4 == 3 ? 0 : account(step));
        e.instrumentId(step.a() % 3 == 0 ? 0 : step.instrument());
        e.side(step.b() % 3 == 0 ? Side.NULL_VAL : side(step));
        return message(e);
    }

    private byte[] killSwitch(final Step step) {
        final KillSwitchEncoder e = new KillSwitchEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(e.header(), step, step.c() % 16 == 15 ? 2 : account(step));
        e.reason("stop");
        return message(e);
    }

    private byte[] massQuote(final Step step) {
        final int count = step.c() % 7;
        final MassQuoteEncoder e = new MassQuoteEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(e.header(), step, account(step));
        e.instrumentId(step.instrument())
                .selfTradePrevention(StepOrders.prevention(step))
                .flags()
                .clear()
                .postOnly(step.b() % 3 == 2);
        final MassQuoteEncoder.QuotesEncoder quotes = e.quotesCount(count);
        for (int i = 0; i < count; i++) {
            final boolean buy = i % 2 == 0;
            final int offset = (step.a() + i * 3) % 8 + 1 + (step.d() % 25 == 24 ? -12 : 0);
            quotes.next()
                    .price(StepOrders.priceOf(step.instrument(), buy ? 8 - offset : 8 + offset))
                    .quantity(StepOrders.lotOf(step.instrument()) * (1 + (step.b() + 31L * i) % 60))
                    .side(buy ? Side.BUY : Side.SELL);
        }
        return copy(MessageHeaderEncoder.ENCODED_LENGTH + e.encodedLength());
    }

    private byte[] batch(final Step step) {
        final Kind[] kinds = {Kind.LIMIT, Kind.CANCEL, Kind.AMEND, Kind.IOC, Kind.OCO, Kind.POST_ONLY, Kind.MASS_CANCEL
        };
        final int count = 1 + step.c() % BATCH;
        final ByteArrayOutputStream inner = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            // The last kind may not stand in a batch; it comes rarely.
            final int kind = (step.a() + 2 * i) % 61;
            inner.writeBytes(message(step.with(kinds[kind == 60 ? 6 : kind % 6], i + 1)));
        }
        final BatchEncoder e = new BatchEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(e.header(), step, account(step));
        e.count(step.d() % 40 == 39 ? count + 1 : count);
        final ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(message(e));
        whole.writeBytes(inner.toByteArray());
        return whole.toByteArray();
    }

    private byte[] connection(final Step step) {
        final SetConnectionEncoder e = new SetConnectionEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(e.header(), step, account(step));
        e.header().connectionId(step.c() % 30 == 29 ? step.b() : 1 + step.a() % 3);
        e.sessionId(7 + step.b() % 2).gracePeriodNs((step.c() % 4) * Exchange.SECOND);
        e.state(StepOrders.connectionState(step));
        return message(e);
    }

    private byte[] deadMan(final Step step) {
        final SetDeadManTimerEncoder e = new SetDeadManTimerEncoder().wrapAndApplyHeader(buffer, 0, messageHeader);
        header(e.header(), step, account(step));
        e.timeoutNs((step.a() % 6) * Exchange.SECOND + (step.b() % 30 == 29 ? -1 : 0));
        return message(e);
    }

    static long account(final Step step) {
        return FIRST_ACCOUNT + step.account();
    }

    static Side side(final Step step) {
        return step.buy() ? Side.BUY : Side.SELL;
    }

    static String clientOrderId(final Step step) {
        return step.c() % 3 == 2 ? "c" + step.c() % 12 : "";
    }

    void header(final CommandHeaderEncoder e, final Step step, final long account) {
        e.requestIdHigh(0x77)
                .requestIdLow(++requestId)
                .account(account)
                .actor(step.b() % 5)
                .connectionId(step.d() % 2 == 1 ? 1 + step.d() % 3 : 0)
                .validUntil(validUntil(step));
    }

    private long validUntil(final Step step) {
        if (step.kind() == Kind.ODD && step.d() % 20 == 19) {
            return now + (step.d() % 3 - 1) * 40 * Exchange.SECOND;
        }
        return now + (1 + step.b() % 5) * Exchange.SECOND;
    }

    long now() {
        return now;
    }

    byte[] message(final MessageEncoderFlyweight encoder) {
        return copy(MessageHeaderEncoder.ENCODED_LENGTH + encoder.sbeBlockLength());
    }

    private byte[] copy(final int length) {
        final byte[] message = new byte[length];
        buffer.getBytes(0, message);
        return message;
    }
}
