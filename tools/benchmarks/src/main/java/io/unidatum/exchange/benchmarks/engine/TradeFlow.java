package io.unidatum.exchange.benchmarks.engine;

import io.unidatum.exchange.engine.ExchangeStateMachine;
import io.unidatum.exchange.engine.JournalSink;
import io.unidatum.exchange.sbe.common.CommandHeaderEncoder;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.CreateAssetEncoder;
import io.unidatum.exchange.sbe.order.CreateInstrumentEncoder;
import java.util.concurrent.TimeUnit;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Trades of DEC against USD between accounts drawn at random, through the real state machine: an order that rests and
 * one that takes it, so that each pair of commands is one trade. For one thread.
 */
public final class TradeFlow {
    /** Id of the first account. */
    public static final long FIRST_ACCOUNT = 1_001;

    private static final int DEC = 1;
    private static final int USD = 2;
    private static final int DEC_USD = 1;
    private static final long ONE = 100_000_000L;
    private static final long TICK = ONE / 100;
    private static final long LOT = ONE / 100;
    private static final long PRICE = 100 * ONE;
    private static final int MAX_LOTS = 1_000;
    private static final long DEC_EACH = 100_000 * ONE;
    private static final long USD_EACH = 10_000_000 * ONE;
    private static final long VALID_NS = TimeUnit.SECONDS.toNanos(10);

    private final ExchangeStateMachine machine;
    private final CommandEncoders encoders;
    private final RandomNumbers random;
    private final MutableDirectBuffer buffer = new ExpandableArrayBuffer(2_048);
    private final int accounts;
    private final long epochNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - System.nanoTime();
    private long clientNumber;

    /**
     * Constructs a flow; nothing happens yet.
     *
     * @param journal takes the state machine's frames.
     * @param accounts how many trade.
     * @param seed of what is drawn.
     */
    public TradeFlow(final JournalSink journal, final int accounts, final long seed) {
        machine = new ExchangeStateMachine(journal);
        encoders = new CommandEncoders(seed);
        random = new RandomNumbers(seed + 1);
        this.accounts = accounts;
    }

    /**
     * Opens the exchange: assets, the instrument and funded accounts.
     *
     * @param clearingFloat DEC of the clearing wallets' account, whole ones.
     */
    public void open(final long clearingFloat) {
        operate(encoders.genesis(buffer, validUntil()));
        operate(encoders.gateway(clean(), validUntil()));
        operate(asset(DEC, "DEC"));
        operate(asset(USD, "USD"));
        final int length = encoders.instrument(clean(), validUntil(), DEC_USD, DEC, USD, TICK, LOT);
        new CreateInstrumentEncoder()
                .wrap(buffer, MessageHeaderEncoder.ENCODED_LENGTH)
                .symbol("DEC/USD");
        operate(length);
        operate(encoders.credit(clean(), validUntil(), 3, DEC, clearingFloat * ONE));
        for (int i = 0; i < accounts; i++) {
            operate(encoders.account(clean(), validUntil(), FIRST_ACCOUNT + i));
            operate(encoders.credit(clean(), validUntil(), FIRST_ACCOUNT + i, DEC, DEC_EACH));
            operate(encoders.credit(clean(), validUntil(), FIRST_ACCOUNT + i, USD, USD_EACH));
        }
    }

    /** One trade, now. */
    public void trade() {
        final int maker = random.next(accounts);
        final int taker = (maker + 1 + random.next(accounts - 1)) % accounts;
        final boolean makerBuys = random.next(2) == 0;
        final long quantity = (1 + random.next(MAX_LOTS)) * LOT;
        order(maker, makerBuys ? Side.BUY : Side.SELL, TimeInForce.GTC, quantity);
        order(taker, makerBuys ? Side.SELL : Side.BUY, TimeInForce.IOC, quantity);
    }

    /** Sequence of the last event. {@return it} */
    public long sequence() {
        return machine.lastSequence();
    }

    private void order(final int account, final Side side, final TimeInForce timeInForce, final long quantity) {
        final int length = encoders.newOrder(
                clean(),
                0,
                FIRST_ACCOUNT + account,
                validUntil(),
                DEC_USD,
                side,
                timeInForce,
                PRICE,
                quantity,
                ++clientNumber);
        machine.onCommand(nowNs(), CommandEncoders.GATEWAY, buffer, 0, length);
    }

    private int asset(final int id, final String name) {
        final CreateAssetEncoder encoder = new CreateAssetEncoder();
        encoder.wrapAndApplyHeader(clean(), 0, new MessageHeaderEncoder())
                .assetId(id)
                .name(name);
        final CommandHeaderEncoder header = encoder.header();
        header.requestIdHigh(random.nextLong())
                .requestIdLow(random.nextLong())
                .account(0)
                .actor(0)
                .connectionId(0)
                .validUntil(validUntil());
        return MessageHeaderEncoder.ENCODED_LENGTH + CreateAssetEncoder.BLOCK_LENGTH;
    }

    private void operate(final int length) {
        final long before = machine.lastSequence();
        machine.onCommand(nowNs(), CommandEncoders.OPERATOR, buffer, 0, length);
        if (machine.lastSequence() == before) {
            throw new IllegalStateException("the state machine refused to be set up");
        }
    }

    private MutableDirectBuffer clean() {
        buffer.setMemory(0, 1_024, (byte) 0);
        return buffer;
    }

    private long nowNs() {
        return epochNs + System.nanoTime();
    }

    private long validUntil() {
        return nowNs() + VALID_NS;
    }
}
