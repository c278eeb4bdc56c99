package io.unidatum.exchange.ledger;

import io.unidatum.exchange.engine.ExchangeStateMachine;
import io.unidatum.exchange.engine.PrincipalKey;
import io.unidatum.exchange.node.TestCommands;
import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.CommandHeaderEncoder;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.AdjustBalanceEncoder;
import io.unidatum.exchange.sbe.order.AmendOrderEncoder;
import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import io.unidatum.exchange.sbe.snapshot.BalanceStateDecoder;
import io.unidatum.exchange.sbe.snapshot.OrderStateDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The real state machine under random commands, its journal in memory. */
final class RandomExchange {
    private static final long ONE = 100_000_000L;
    private static final long CENT = 1_000_000L;
    private static final long FIRST_ACCOUNT = 1001;
    private static final int ACCOUNTS = 4;
    private static final byte[] OPERATOR = {1};
    private static final byte[] GATEWAY = {2};

    private final TestJournal journal = new TestJournal();
    private final ExchangeStateMachine machine =
            new ExchangeStateMachine((buffer, offset, length, firstSequence, count, chainHash, position) ->
                    journal.append(buffer, offset, length));
    private final Random random;
    private final PrincipalKey operator = key(OPERATOR);
    private final PrincipalKey gateway = key(GATEWAY);
    private final List<long[]> orders = new ArrayList<>();
    private long timeNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());

    RandomExchange(final long seed) {
        random = new Random(seed);
        operate(TestCommands.genesis(padded(OPERATOR), 1_000, 2_500));
        operate(TestCommands.setPrincipal(padded(GATEWAY), Role.GATEWAY, true));
        operate(TestCommands.createAsset(1, "DEC"));
        operate(TestCommands.createAsset(2, "USD"));
        operate(TestCommands.createAsset(3, "BTC"));
        operate(TestCommands.createInstrument(1, "DEC/USD", 1, 2, CENT, CENT, 1_000 * ONE));
        operate(TestCommands.createInstrument(2, "DEC/BTC", 1, 3, CENT, CENT, 1_000 * ONE));
        for (int i = 0; i < ACCOUNTS; i++) {
            operate(TestCommands.createAccount(FIRST_ACCOUNT + i));
            for (int asset = 1; asset <= 3; asset++) {
                operate(TestCommands.deposit(FIRST_ACCOUNT + i, asset, 500 * ONE));
            }
        }
    }

    TestJournal journal() {
        return journal;
    }

    /** Sends random commands, most of them orders close to each other's prices. */
    void run(final int commands) {
        for (int i = 0; i < commands; i++) {
            step();
        }
    }

    /** Balances as the state machine has them, {@code account|asset|available|held}. */
    List<String> balances() {
        final BalanceStateDecoder decoder = new BalanceStateDecoder();
        final List<String> lines = new ArrayList<>();
        snapshot(BalanceStateDecoder.TEMPLATE_ID, (buffer, header) -> {
            decoder.wrap(buffer, header.encodedLength(), header.blockLength(), header.version());
            if (decoder.available() != 0 || decoder.held() != 0) {
                lines.add(
                        decoder.account() + "|" + decoder.assetId() + "|" + decoder.available() + "|" + decoder.held());
            }
        });
        return lines.stream().sorted().toList();
    }

    /** Open orders as the state machine has them, {@code id|account|price|quantity|filled|notional|fee}. */
    List<String> openOrders() {
        final OrderStateDecoder decoder = new OrderStateDecoder();
        final List<String> lines = new ArrayList<>();
        snapshot(OrderStateDecoder.TEMPLATE_ID, (buffer, header) -> {
            decoder.wrap(buffer, header.encodedLength(), header.blockLength(), header.version());
            lines.add(decoder.orderId() + "|" + decoder.account() + "|" + decoder.price() + "|" + decoder.quantity()
                    + "|" + (decoder.quantity() - decoder.leaves()) + "|"
                    + (decoder.makerNotional() + decoder.takerNotional()) + "|" + decoder.fee());
        });
        return lines.stream().sorted().toList();
    }

    private void step() {
        final long account = FIRST_ACCOUNT + random.nextInt(ACCOUNTS);
        final int instrument = 1 + random.nextInt(2);
        final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        final long price = ONE + CENT * random.nextInt(7);
        final long quantity = CENT * (1 + random.nextInt(900));
        switch (random.nextInt(20)) {
            case 0 ->
                trade(
                        TestCommands.order(account, instrument, side, OrderType.MARKET, TimeInForce.IOC, 0, quantity),
                        account);
            case 1, 2 ->
                trade(
                        TestCommands.order(
                                account, instrument, side, OrderType.LIMIT, TimeInForce.IOC, price, quantity),
                        account);
            case 3, 4, 5 -> onAnyOrder(order -> TestCommands.cancelOrder(order[1], order[0]));
            case 6, 7 -> onAnyOrder(order -> amend(order, 0, quantity));
            case 8 -> onAnyOrder(order -> amend(order, price, 0));
            case 9 -> operate(adjust(account, 1 + random.nextInt(3), CENT * (random.nextInt(200) - 100)));
            case 10 -> operate(TestCommands.deposit(account, 1 + random.nextInt(3), CENT * (1 + random.nextInt(100))));
            case 11 -> {
                operate(TestCommands.setInstrumentStatus(instrument, InstrumentStatus.HALTED));
                onAnyOrder(order -> TestCommands.cancelOrder(order[1], order[0]));
                operate(TestCommands.setInstrumentStatus(instrument, InstrumentStatus.OPEN));
                operate(TestCommands.setAccount(account, AccountStatus.ACTIVE));
                operate(TestCommands.recordStateHash());
            }
            default -> trade(TestCommands.limitOrder(account, instrument, side, price, quantity), account);
        }
    }

    private void onAnyOrder(final Function<long[], TestCommands.Command> command) {
        if (!orders.isEmpty()) {
            final long[] order = orders.get(random.nextInt(orders.size()));
            send(gateway, command.apply(order));
        }
    }

    private void trade(final TestCommands.Command command, final long account) {
        final CommandOutcomeDecoder outcome = send(gateway, command);
        if (outcome.rejectReason() == RejectReason.NONE && outcome.leavesQuantity() > 0) {
            orders.add(new long[] {outcome.orderId(), account});
        }
    }

    private void operate(final TestCommands.Command command) {
        send(operator, command);
    }

    private CommandOutcomeDecoder send(final PrincipalKey principal, final TestCommands.Command command) {
        // The commands are valid for a time by the wall's clock, so the machine's clock keeps up with it.
        timeNs = Math.max(
                timeNs + 1_000 + random.nextInt(100_000), TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
        machine.onCommand(
                timeNs, principal, command.buffer(), 0, command.buffer().capacity());
        return new CommandOutcomeDecoder().wrapAndApplyHeader(machine.response(), 0, new MessageHeaderDecoder());
    }

    private TestCommands.Command amend(final long[] order, final long price, final long quantity) {
        final UnsafeBuffer buffer =
                new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + AmendOrderEncoder.BLOCK_LENGTH]);
        final AmendOrderEncoder encoder =
                new AmendOrderEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        header(encoder.header(), order[1]);
        encoder.orderId(order[0]).clientOrderId("").newPrice(price).newQuantity(quantity);
        return new TestCommands.Command(buffer, 0, 0);
    }

    private TestCommands.Command adjust(final long account, final int asset, final long amount) {
        final UnsafeBuffer buffer =
                new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + AdjustBalanceEncoder.BLOCK_LENGTH]);
        final AdjustBalanceEncoder encoder =
                new AdjustBalanceEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        header(encoder.header(), account);
        encoder.assetId(asset).amount(amount).reason("random");
        return new TestCommands.Command(buffer, 0, 0);
    }

    private void header(final CommandHeaderEncoder header, final long account) {
        header.requestIdHigh(random.nextLong())
                .requestIdLow(random.nextLong())
                .account(account)
                .actor(0)
                .connectionId(0)
                .validUntil(timeNs + TimeUnit.SECONDS.toNanos(20));
    }

    private void snapshot(final int templateId, final MessageConsumer consumer) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        machine.takeSnapshot((buffer, offset, length) -> {
            header.wrap(buffer, offset);
            if (header.templateId() == templateId) {
                consumer.accept(new UnsafeBuffer(buffer, offset, length), header);
            }
        });
    }

    private static PrincipalKey key(final byte[] name) {
        return PrincipalKey.fromBytes(padded(name));
    }

    private static byte[] padded(final byte[] name) {
        return Arrays.copyOf(name, PrincipalKey.LENGTH);
    }

    @FunctionalInterface
    private interface MessageConsumer {
        void accept(DirectBuffer buffer, MessageHeaderDecoder header);
    }
}
