package io.unidatum.exchange.node;

import io.unidatum.exchange.engine.PrincipalKey;
import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.CommandHeaderEncoder;
import io.unidatum.exchange.sbe.common.ConnectionState;
import io.unidatum.exchange.sbe.common.Hash256Encoder;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.AcknowledgeJournalEncoder;
import io.unidatum.exchange.sbe.order.CancelOrderEncoder;
import io.unidatum.exchange.sbe.order.CreateAccountEncoder;
import io.unidatum.exchange.sbe.order.CreateAssetEncoder;
import io.unidatum.exchange.sbe.order.CreateInstrumentEncoder;
import io.unidatum.exchange.sbe.order.DepositEncoder;
import io.unidatum.exchange.sbe.order.GenesisEncoder;
import io.unidatum.exchange.sbe.order.MassQuoteEncoder;
import io.unidatum.exchange.sbe.order.NewOrderEncoder;
import io.unidatum.exchange.sbe.order.RecordStateHashEncoder;
import io.unidatum.exchange.sbe.order.RequestWithdrawalEncoder;
import io.unidatum.exchange.sbe.order.SetAccountEncoder;
import io.unidatum.exchange.sbe.order.SetConnectionEncoder;
import io.unidatum.exchange.sbe.order.SetConsumerEncoder;
import io.unidatum.exchange.sbe.order.SetEncodingVersionEncoder;
import io.unidatum.exchange.sbe.order.SetInstrumentStatusEncoder;
import io.unidatum.exchange.sbe.order.SetPrincipalEncoder;
import io.unidatum.exchange.sbe.order.SetRetentionEncoder;
import io.unidatum.exchange.sbe.order.SetWithdrawalRulesEncoder;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes commands for tests. Each has a fresh random request id and is valid for 25 s. Thread safe. */
public final class TestCommands {
    private static final int MAX_LENGTH = 2048;
    private static final long VALID_NS = TimeUnit.SECONDS.toNanos(25);
    private static final Random RANDOM = new Random();

    private TestCommands() {}

    /**
     * An encoded command.
     *
     * @param buffer that holds it from offset 0.
     * @param requestIdHigh of its request id.
     * @param requestIdLow of its request id.
     */
    public record Command(UnsafeBuffer buffer, long requestIdHigh, long requestIdLow) {}

    /** Initialises the exchange. {@return the command} */
    public static Command genesis(final byte[] operatorKey, final int makerRate, final int takerRate) {
        return encode(0, buffer -> {
            final GenesisEncoder encoder = new GenesisEncoder().wrapAndApplyHeader(buffer, 0, header());
            put(encoder.operatorKey(), operatorKey);
            encoder.clusterName("test").makerRate(makerRate).takerRate(takerRate);
            return encoder.encodedLength();
        });
    }

    /** Gives a key its role. {@return the command} */
    public static Command setPrincipal(final byte[] publicKey, final Role role, final boolean enabled) {
        return encode(0, buffer -> {
            final SetPrincipalEncoder encoder = new SetPrincipalEncoder().wrapAndApplyHeader(buffer, 0, header());
            put(encoder.publicKey(), publicKey);
            encoder.role(role).enabled(enabled ? BooleanType.TRUE : BooleanType.FALSE);
            return encoder.encodedLength();
        });
    }

    /** Creates an asset. {@return the command} */
    public static Command createAsset(final int assetId, final String name) {
        return encode(0, buffer -> {
            final CreateAssetEncoder encoder = new CreateAssetEncoder().wrapAndApplyHeader(buffer, 0, header());
            encoder.assetId(assetId).name(name);
            return encoder.encodedLength();
        });
    }

    /** Creates an instrument with a protection band of 5 %. {@return the command} */
    public static Command createInstrument(
            final long instrumentId,
            final String symbol,
            final int baseAsset,
            final int quoteAsset,
            final long tickSize,
            final long lotSize,
            final long maxOrderQuantity) {
        return encode(0, buffer -> {
            final CreateInstrumentEncoder encoder =
                    new CreateInstrumentEncoder().wrapAndApplyHeader(buffer, 0, header());
            encoder.instrumentId(instrumentId)
                    .symbol(symbol)
                    .baseAsset(baseAsset)
                    .quoteAsset(quoteAsset)
                    .tickSize(tickSize)
                    .lotSize(lotSize)
                    .maxOrderQuantity(maxOrderQuantity)
                    .protectionBand(50_000);
            return encoder.encodedLength();
        });
    }

    /** Sets an instrument's status until it is told otherwise. {@return the command} */
    public static Command setInstrumentStatus(final long instrumentId, final InstrumentStatus status) {
        return setInstrumentStatus(instrumentId, status, 0);
    }

    /** Sets an instrument's status for a time. {@return the command} */
    public static Command setInstrumentStatus(
            final long instrumentId, final InstrumentStatus status, final long durationNs) {
        return encode(0, buffer -> {
            final SetInstrumentStatusEncoder encoder =
                    new SetInstrumentStatusEncoder().wrapAndApplyHeader(buffer, 0, header());
            encoder.instrumentId(instrumentId).status(status).reason("test").durationNs(durationNs);
            return encoder.encodedLength();
        });
    }

    /** Creates an account in fee tier 0. {@return the command} */
    public static Command createAccount(final long account) {
        return encode(account, buffer -> {
            final CreateAccountEncoder encoder = new CreateAccountEncoder().wrapAndApplyHeader(buffer, 0, header());
            encoder.feeTier((short) 0);
            return encoder.encodedLength();
        });
    }

    /** Sets an account's status without limits. {@return the command} */
    public static Command setAccount(final long account, final AccountStatus status) {
        return encode(account, buffer -> {
            final SetAccountEncoder encoder = new SetAccountEncoder().wrapAndApplyHeader(buffer, 0, header());
            encoder.status(status)
                    .feeTier((short) 0)
                    .maxOpenOrders(0)
                    .maxOrdersPerSecond(0)
                    .reason("test");
            return encoder.encodedLength();
        });
    }

    /** Credits an account under a random deposit id. {@return the command} */
    public static Command deposit(final long account, final int assetId, final long amount) {
        final byte[] depositId = new byte[PrincipalKey.LENGTH];
        RANDOM.nextBytes(depositId);
        return encode(account, buffer -> {
            final DepositEncoder encoder = new DepositEncoder().wrapAndApplyHeader(buffer, 0, header());
            encoder.assetId(assetId).amount(amount);
            put(encoder.depositId(), depositId);
            return encoder.encodedLength();
        });
    }

    /** Lets an asset be withdrawn, without a daily limit. {@return the command} */
    public static Command withdrawalRules(final int assetId, final long fee, final long minimum) {
        return encode(0, buffer -> {
            final SetWithdrawalRulesEncoder encoder =
                    new SetWithdrawalRulesEncoder().wrapAndApplyHeader(buffer, 0, header());
            encoder.assetId(assetId)
                    .fee(fee)
                    .minimum(minimum)
                    .dailyLimit(0)
                    .enabled(BooleanType.TRUE)
                    .reason("test");
            return encoder.encodedLength();
        });
    }

    /** Asks for a withdrawal at any fee. {@return the command} */
    public static Command requestWithdrawal(
            final long account, final int assetId, final long amount, final String address) {
        return encode(account, buffer -> {
            final RequestWithdrawalEncoder encoder =
                    new RequestWithdrawalEncoder().wrapAndApplyHeader(buffer, 0, header());
            encoder.assetId(assetId).amount(amount).maxFee(Long.MAX_VALUE - 1).address(address);
            return encoder.encodedLength();
        });
    }

    /** A limit order, good till cancelled, without a client order id. {@return the command} */
    public static Command limitOrder(
            final long account, final long instrumentId, final Side side, final long price, final long quantity) {
        return order(account, instrumentId, side, OrderType.LIMIT, TimeInForce.GTC, price, quantity);
    }

    /** Any order without a client order id. {@return the command} */
    public static Command order(
            final long account,
            final long instrumentId,
            final Side side,
            final OrderType type,
            final TimeInForce timeInForce,
            final long price,
            final long quantity) {
        return encode(account, buffer -> {
            final NewOrderEncoder encoder = new NewOrderEncoder().wrapAndApplyHeader(buffer, 0, header());
            encoder.instrumentId(instrumentId)
                    .side(side)
                    .orderType(type)
                    .timeInForce(timeInForce)
                    .selfTradePrevention(SelfTradePrevention.CANCEL_NEWEST)
                    .price(price)
                    .quantity(quantity)
                    .clientOrderId("")
                    .stopPrice(0)
                    .displayQuantity(0)
                    .expireTime(0)
                    .quoteAmount(0);
            encoder.flags().clear();
            return encoder.encodedLength();
        });
    }

    /** Cancels an order by its id. {@return the command} */
    public static Command cancelOrder(final long account, final long orderId) {
        return encode(account, buffer -> {
            final CancelOrderEncoder encoder = new CancelOrderEncoder().wrapAndApplyHeader(buffer, 0, header());
            encoder.orderId(orderId).clientOrderId("");
            return encoder.encodedLength();
        });
    }

    /** Switches the version of the events' encoding. {@return the command} */
    public static Command setEncodingVersion(final int version) {
        return encode(0, buffer -> {
            final SetEncodingVersionEncoder encoder =
                    new SetEncodingVersionEncoder().wrapAndApplyHeader(buffer, 0, header());
            encoder.encodingVersion(version);
            return encoder.encodedLength();
        });
    }

    /** Replaces an account's quotes by one of each price, all for the same quantity. {@return the command} */
    public static Command massQuote(
            final long account,
            final long instrumentId,
            final Side side,
            final long quantity,
            final long firstPrice,
            final long tick,
            final int levels) {
        return encode(account, buffer -> {
            final MassQuoteEncoder encoder = new MassQuoteEncoder().wrapAndApplyHeader(buffer, 0, header());
            encoder.instrumentId(instrumentId).selfTradePrevention(SelfTradePrevention.CANCEL_NEWEST);
            encoder.flags().clear();
            final MassQuoteEncoder.QuotesEncoder quotes = encoder.quotesCount(levels);
            for (int i = 0; i < levels; i++) {
                quotes.next().price(firstPrice + i * tick).quantity(quantity).side(side);
            }
            return encoder.encodedLength();
        });
    }

    /** Opens, loses or closes a logical connection. {@return the command} */
    public static Command setConnection(
            final long account, final long connectionId, final long gracePeriodNs, final ConnectionState state) {
        return under(connectionId, encode(account, buffer -> {
            final SetConnectionEncoder encoder = new SetConnectionEncoder().wrapAndApplyHeader(buffer, 0, header());
            encoder.sessionId(1).gracePeriodNs(gracePeriodNs).state(state);
            return encoder.encodedLength();
        }));
    }

    /** A command as if it came by a logical connection. {@return the same command} */
    public static Command under(final long connectionId, final Command command) {
        new CommandHeaderEncoder()
                .wrap(command.buffer(), MessageHeaderEncoder.ENCODED_LENGTH)
                .connectionId(connectionId);
        return command;
    }

    /** Registers a consumer of the journal, or forgets it. {@return the command} */
    public static Command setConsumer(final String consumer, final boolean enabled) {
        return encode(0, buffer -> {
            final SetConsumerEncoder encoder = new SetConsumerEncoder().wrapAndApplyHeader(buffer, 0, header());
            encoder.consumer(consumer)
                    .enabled(enabled ? BooleanType.TRUE : BooleanType.FALSE)
                    .reason("");
            return encoder.encodedLength();
        });
    }

    /** Says what a consumer of the journal has. {@return the command} */
    public static Command acknowledge(final String consumer, final long sequence, final long position) {
        return encode(0, buffer -> {
            final AcknowledgeJournalEncoder encoder =
                    new AcknowledgeJournalEncoder().wrapAndApplyHeader(buffer, 0, header());
            encoder.consumer(consumer).sequence(sequence).position(position);
            return encoder.encodedLength();
        });
    }

    /** Sets how long the journal is kept, and how many scarce disks suspend order entry. {@return the command} */
    public static Command setRetention(final long marginNs, final int scarceMembers) {
        return encode(0, buffer -> {
            final SetRetentionEncoder encoder = new SetRetentionEncoder().wrapAndApplyHeader(buffer, 0, header());
            encoder.marginNs(marginNs).scarceMembers((short) scarceMembers).reason("");
            return encoder.encodedLength();
        });
    }

    /** Puts the state's hash into the journal. {@return the command} */
    public static Command recordStateHash() {
        return encode(0, buffer -> new RecordStateHashEncoder()
                .wrapAndApplyHeader(buffer, 0, header())
                .encodedLength());
    }

    private static Command encode(final long account, final ToIntFunction<UnsafeBuffer> body) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MAX_LENGTH]);
        final int length = body.applyAsInt(buffer) + MessageHeaderEncoder.ENCODED_LENGTH;
        final long high = RANDOM.nextLong();
        final long low = RANDOM.nextLong();
        // The command header is the first field of every command's block.
        new CommandHeaderEncoder()
                .wrap(buffer, MessageHeaderEncoder.ENCODED_LENGTH)
                .requestIdHigh(high)
                .requestIdLow(low)
                .account(account)
                .actor(0)
                .connectionId(0)
                .validUntil(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) + VALID_NS);
        return new Command(new UnsafeBuffer(buffer, 0, length), high, low);
    }

    private static MessageHeaderEncoder header() {
        return new MessageHeaderEncoder();
    }

    private static void put(final Hash256Encoder encoder, final byte[] bytes) {
        final PrincipalKey key = PrincipalKey.fromBytes(bytes);
        encoder.w0(key.w0()).w1(key.w1()).w2(key.w2()).w3(key.w3());
    }
}
