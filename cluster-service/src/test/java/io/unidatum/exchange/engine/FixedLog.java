package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.CommandHeaderEncoder;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.AmendOrderEncoder;
import io.unidatum.exchange.sbe.order.CancelOrderEncoder;
import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;
import io.unidatum.exchange.sbe.order.CreateAccountEncoder;
import io.unidatum.exchange.sbe.order.CreateAssetEncoder;
import io.unidatum.exchange.sbe.order.CreateInstrumentEncoder;
import io.unidatum.exchange.sbe.order.DepositEncoder;
import io.unidatum.exchange.sbe.order.GenesisEncoder;
import io.unidatum.exchange.sbe.order.NewOrderEncoder;
import io.unidatum.exchange.sbe.order.RecordStateHashEncoder;
import io.unidatum.exchange.sbe.order.SetAccountEncoder;
import io.unidatum.exchange.sbe.order.SetFeeTierEncoder;
import io.unidatum.exchange.sbe.order.SetInstrumentStatusEncoder;
import io.unidatum.exchange.sbe.order.SetPrincipalEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;

/**
 * A log of commands that is the same for ever, in the blocks of schema version 0. It uses nothing but the state
 * machine's public face, so that any build since the first can be given it.
 */
final class FixedLog {
    private static final PrincipalKey OPERATOR = new PrincipalKey(1, 2, 3, 4);
    private static final PrincipalKey GATEWAY = new PrincipalKey(5, 6, 7, 8);
    private static final long START = 1_700_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final int NEW_ORDER_LENGTH = 142;
    private static final int AMEND_LENGTH = 108;
    private static final int STATUS_LENGTH = 117;
    private static final int ACCOUNTS = 8;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final Random random = new Random(20261122);
    private final List<Long> owners = new ArrayList<>(List.of(0L));
    private final ExchangeStateMachine machine;
    private long now = START;
    private long requestId;

    FixedLog(final ExchangeStateMachine machine) {
        this.machine = machine;
    }

    /** Sets an exchange up and trades; half-way and at the end the state's hash is recorded. */
    void run(final int commands) {
        setUp();
        for (int i = 0; i < commands; i++) {
            now += 1 + random.nextInt(20_000_000);
            final int kind = random.nextInt(100);
            if (kind < 60) {
                newOrder();
            } else if (kind < 78) {
                cancel();
            } else if (kind < 95) {
                amend();
            } else {
                administration(kind);
            }
            if (i == commands / 2) {
                recordStateHash();
            }
        }
        recordStateHash();
    }

    private void setUp() {
        final GenesisEncoder genesis = new GenesisEncoder().wrapAndApplyHeader(buffer, 0, header);
        head(genesis.header(), 0);
        genesis.operatorKey().w0(1).w1(2).w2(3).w3(4);
        genesis.clusterName("fixed").makerRate(700).takerRate(1900);
        send(OPERATOR, genesis, genesis.sbeBlockLength());
        final SetPrincipalEncoder principal = new SetPrincipalEncoder().wrapAndApplyHeader(buffer, 0, header);
        head(principal.header(), 0);
        principal.publicKey().w0(5).w1(6).w2(7).w3(8);
        principal.role(Role.GATEWAY).enabled(BooleanType.TRUE);
        send(OPERATOR, principal, principal.sbeBlockLength());
        asset(1, "DEC");
        asset(2, "USD");
        instrument(1, "DEC/USD", 1, 2);
        feeTier(1, 50, 450);
        for (long account = 1001; account < 1001 + ACCOUNTS; account++) {
            final CreateAccountEncoder create = new CreateAccountEncoder().wrapAndApplyHeader(buffer, 0, header);
            head(create.header(), account);
            create.feeTier((short) (account % 2));
            send(OPERATOR, create, create.sbeBlockLength());
            deposit(account, 1, 500_00000000L);
            deposit(account, 2, 50_000_00000000L);
        }
    }

    private void asset(final int id, final String name) {
        final CreateAssetEncoder e = new CreateAssetEncoder().wrapAndApplyHeader(buffer, 0, header);
        head(e.header(), 0);
        e.assetId(id).name(name);
        send(OPERATOR, e, e.sbeBlockLength());
    }

    private void instrument(final long id, final String symbol, final int base, final int quote) {
        final CreateInstrumentEncoder e = new CreateInstrumentEncoder().wrapAndApplyHeader(buffer, 0, header);
        head(e.header(), 0);
        e.instrumentId(id)
                .symbol(symbol)
                .baseAsset(base)
                .quoteAsset(quote)
                .tickSize(1_000_000)
                .lotSize(1_000_000)
                .maxOrderQuantity(1000_00000000L)
                .protectionBand(1500);
        send(OPERATOR, e, e.sbeBlockLength());
    }

    private void feeTier(final int tier, final int makerRate, final int takerRate) {
        final SetFeeTierEncoder e = new SetFeeTierEncoder().wrapAndApplyHeader(buffer, 0, header);
        head(e.header(), 0);
        e.feeTier((short) tier).makerRate(makerRate).takerRate(takerRate);
        send(OPERATOR, e, e.sbeBlockLength());
    }

    private void deposit(final long account, final int asset, final long amount) {
        final DepositEncoder e = new DepositEncoder().wrapAndApplyHeader(buffer, 0, header);
        head(e.header(), account);
        e.assetId(asset).amount(amount);
        e.depositId().w0(requestId).w1(1).w2(2).w3(3);
        send(OPERATOR, e, e.sbeBlockLength());
    }

    private void newOrder() {
        final long account = 1001 + random.nextInt(ACCOUNTS);
        final boolean market = random.nextInt(10) == 0;
        final boolean ioc = market || random.nextInt(6) == 0;
        final NewOrderEncoder e = new NewOrderEncoder().wrapAndApplyHeader(buffer, 0, header);
        head(e.header(), account);
        e.instrumentId(1)
                .side(random.nextBoolean() ? Side.BUY : Side.SELL)
                .orderType(market ? OrderType.MARKET : OrderType.LIMIT)
                .timeInForce(ioc ? TimeInForce.IOC : TimeInForce.GTC)
                .selfTradePrevention(
                        random.nextBoolean() ? SelfTradePrevention.CANCEL_NEWEST : SelfTradePrevention.NULL_VAL)
                .price(market ? 0 : 100_00000000L + 1_000_000L * (random.nextInt(41) - 20))
                .quantity(1_000_000L * (1 + random.nextInt(900)))
                .clientOrderId(random.nextInt(4) == 0 ? "id" + random.nextInt(30) : "")
                .stopPrice(0)
                .displayQuantity(0)
                .expireTime(0)
                .quoteAmount(0)
                .flags()
                .clear();
        final long orderId = send(GATEWAY, e, NEW_ORDER_LENGTH);
        if (orderId == owners.size()) {
            owners.add(account);
        }
    }

    private void cancel() {
        final int orderId = recentOrder();
        final CancelOrderEncoder e = new CancelOrderEncoder().wrapAndApplyHeader(buffer, 0, header);
        head(e.header(), owners.get(orderId));
        e.orderId(orderId).clientOrderId("");
        send(GATEWAY, e, e.sbeBlockLength());
    }

    private void amend() {
        final int orderId = recentOrder();
        final AmendOrderEncoder e = new AmendOrderEncoder().wrapAndApplyHeader(buffer, 0, header);
        head(e.header(), owners.get(orderId));
        e.orderId(orderId)
                .clientOrderId("")
                .newPrice(random.nextBoolean() ? 0 : 100_00000000L + 1_000_000L * (random.nextInt(41) - 20))
                .newQuantity(random.nextInt(3) == 0 ? 0 : 1_000_000L * (1 + random.nextInt(900)));
        send(GATEWAY, e, AMEND_LENGTH);
    }

    private int recentOrder() {
        return Math.max(0, owners.size() - 1 - random.nextInt(Math.min(owners.size(), 60)));
    }

    private void administration(final int kind) {
        switch (kind) {
            case 95 ->
                deposit(1001 + random.nextInt(ACCOUNTS), 1 + random.nextInt(2), 1 + random.nextInt(1_000_000_000));
            case 96 -> feeTier(random.nextInt(2), random.nextInt(2000), random.nextInt(4000));
            case 97 -> status(InstrumentStatus.HALTED);
            case 98 -> status(InstrumentStatus.OPEN);
            default -> {
                final SetAccountEncoder e = new SetAccountEncoder().wrapAndApplyHeader(buffer, 0, header);
                head(e.header(), 1001 + random.nextInt(ACCOUNTS));
                e.status(AccountStatus.ACTIVE)
                        .feeTier((short) random.nextInt(2))
                        .maxOpenOrders(random.nextInt(20))
                        .maxOrdersPerSecond(random.nextInt(100))
                        .reason("fixed");
                send(OPERATOR, e, e.sbeBlockLength());
            }
        }
    }

    private void status(final InstrumentStatus status) {
        final SetInstrumentStatusEncoder e = new SetInstrumentStatusEncoder().wrapAndApplyHeader(buffer, 0, header);
        head(e.header(), 0);
        e.instrumentId(1).status(status).reason("fixed");
        send(OPERATOR, e, STATUS_LENGTH);
        if (status == InstrumentStatus.HALTED) {
            now += random.nextInt(100);
            status(InstrumentStatus.OPEN);
        }
    }

    /** Long after the last request, when none is remembered any more. */
    private void recordStateHash() {
        now += 60 * SECOND;
        final RecordStateHashEncoder e = new RecordStateHashEncoder().wrapAndApplyHeader(buffer, 0, header);
        head(e.header(), 0);
        send(OPERATOR, e, e.sbeBlockLength());
    }

    private void head(final CommandHeaderEncoder e, final long account) {
        e.requestIdHigh(42)
                .requestIdLow(++requestId)
                .account(account)
                .actor(requestId % 7)
                .connectionId(0)
                .validUntil(now + 5 * SECOND);
    }

    /** Sends it as schema version 0 has it. {@return the order id of the answer} */
    private long send(final PrincipalKey key, final MessageEncoderFlyweight encoder, final int blockLength) {
        header.wrap(buffer, 0).blockLength(blockLength).version(0);
        final byte[] message = Arrays.copyOf(buffer.byteArray(), MessageHeaderEncoder.ENCODED_LENGTH + blockLength);
        machine.onCommand(now, key, new UnsafeBuffer(message), 0, message.length);
        return new CommandOutcomeDecoder()
                .wrapAndApplyHeader(machine.response(), 0, new MessageHeaderDecoder())
                .orderId();
    }
}
