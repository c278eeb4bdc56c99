package io.unidatum.exchange.benchmarks.engine;

import io.unidatum.exchange.engine.ExchangeStateMachine;
import io.unidatum.exchange.engine.PrincipalKey;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Two state machines that get the same commands: the generator's, whose events say what there is to cancel and to
 * amend, and the measured one. They must agree in everything that they write.
 */
final class Twin {
    static final long START_NS = 1_800_000_000_000_000_000L;
    /** In which positions are kept, and all that the machine can do is switched on. */
    private static final int ENCODING_VERSION = 2;

    static final int QUOTE = 1;
    static final int FIRST_BASE = 2;
    static final long FIRST_ACCOUNT = 1_000;
    static final long TICK = 1_000_000;
    static final long LOT = 1_000_000;
    private static final long SETUP_STEP_NS = 10_000;
    private static final long SETUP_VALID_NS = 1_000_000;
    private static final long SUPPLY = 1L << 62;
    private static final int INSTRUMENTS_PER_ACCOUNT = 2;
    private static final int BUFFER_LENGTH = 512;
    private static final int NOBODY = -1;

    final RecordingRing generatorRing = new RecordingRing();
    final RecordingRing measuredRing = new RecordingRing();
    final ExchangeStateMachine generator = new ExchangeStateMachine(generatorRing);
    final ExchangeStateMachine measured = new ExchangeStateMachine(measuredRing);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[BUFFER_LENGTH]);
    private long now = START_NS;

    /** Opens the exchange and its accounts. {@return this} */
    Twin open(final Shape shape, final CommandEncoders encoders) {
        operate(encoders.genesis(clear(), validUntil()));
        operate(encoders.gateway(clear(), validUntil()));
        operate(encoders.encodingVersion(clear(), validUntil(), ENCODING_VERSION));
        operate(encoders.asset(clear(), validUntil(), QUOTE));
        for (int i = 0; i < shape.instruments(); i++) {
            operate(encoders.asset(clear(), validUntil(), FIRST_BASE + i));
            operate(encoders.instrument(clear(), validUntil(), 1 + i, FIRST_BASE + i, QUOTE, TICK, LOT));
        }
        final int traded = Math.min(INSTRUMENTS_PER_ACCOUNT, shape.instruments());
        final long holders = Math.max(1L, (long) shape.accounts() * traded / shape.instruments());
        for (int i = 0; i < shape.accounts(); i++) {
            final long account = FIRST_ACCOUNT + i;
            operate(encoders.account(clear(), validUntil(), account));
            operate(encoders.credit(clear(), validUntil(), account, QUOTE, SUPPLY / shape.accounts()));
            for (int which = 0; which < traded; which++) {
                final int asset = FIRST_BASE + instrumentOf(shape, i, which);
                operate(encoders.credit(clear(), validUntil(), account, asset, SUPPLY / (2 * holders)));
            }
        }
        tradeOnce(shape, traded, encoders);
        return this;
    }

    /** Every account trades once in each of its instruments, so that it has a position there. */
    private void tradeOnce(final Shape shape, final int traded, final CommandEncoders encoders) {
        final int[] waiting = new int[shape.instruments()];
        final int[] first = new int[shape.instruments()];
        Arrays.fill(waiting, NOBODY);
        Arrays.fill(first, NOBODY);
        for (int i = 0; i < shape.accounts(); i++) {
            for (int which = 0; which < traded; which++) {
                final int instrument = instrumentOf(shape, i, which);
                if (first[instrument] == NOBODY) {
                    first[instrument] = i;
                }
                if (waiting[instrument] == NOBODY || waiting[instrument] == i) {
                    waiting[instrument] = i;
                } else {
                    trade(shape, instrument, waiting[instrument], i, encoders);
                    waiting[instrument] = NOBODY;
                }
            }
        }
        for (int instrument = 0; instrument < waiting.length; instrument++) {
            if (waiting[instrument] != NOBODY && waiting[instrument] != first[instrument]) {
                trade(shape, instrument, waiting[instrument], first[instrument], encoders);
            }
        }
    }

    private void trade(
            final Shape shape,
            final int instrument,
            final int seller,
            final int buyer,
            final CommandEncoders encoders) {
        for (int i = 0; i < 2; i++) {
            final int length = encoders.newOrder(
                    clear(),
                    0,
                    FIRST_ACCOUNT + (i == 0 ? seller : buyer),
                    validUntil(),
                    1 + instrument,
                    i == 0 ? Side.SELL : Side.BUY,
                    i == 0 ? TimeInForce.GTC : TimeInForce.IOC,
                    shape.priceInTheMiddle() * TICK,
                    LOT,
                    0);
            command(CommandEncoders.GATEWAY, length);
        }
    }

    /** Which instruments an account trades: two of them, spread evenly. {@return index from 0} */
    static int instrumentOf(final Shape shape, final int account, final int which) {
        return (int) ((account + which * (1 + (long) account / shape.instruments() * 7L)) % shape.instruments());
    }

    long now() {
        return now;
    }

    /** Both have written the same. */
    void checkAgreement() {
        if (generator.chainHash() != measured.chainHash()
                || generator.journalPosition() != measured.journalPosition()
                || generator.openOrderCount() != measured.openOrderCount()) {
            throw new IllegalStateException("the same commands gave another journal");
        }
    }

    private UnsafeBuffer clear() {
        buffer.setMemory(0, BUFFER_LENGTH, (byte) 0);
        return buffer;
    }

    private long validUntil() {
        return now + SETUP_STEP_NS + SETUP_VALID_NS;
    }

    private void operate(final int length) {
        command(CommandEncoders.OPERATOR, length);
    }

    private void command(final PrincipalKey key, final int length) {
        now += SETUP_STEP_NS;
        generator.onCommand(now, key, buffer, 0, length);
        measured.onCommand(now, key, buffer, 0, length);
        if (Answers.isReject(generator)) {
            throw new IllegalStateException("the exchange could not be opened: " + Answers.reason(generator));
        }
    }
}
