package io.unidatum.exchange.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.protocol.Decimal8;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.agrona.concurrent.UnsafeBuffer;

/** A state machine under test, with what it takes to talk to it. */
final class Exchange {
    static final PrincipalKey OPERATOR = new PrincipalKey(1, 2, 3, 4);
    static final PrincipalKey GATEWAY = new PrincipalKey(5, 6, 7, 8);
    static final PrincipalKey ADAPTER = new PrincipalKey(9, 10, 11, 12);
    static final PrincipalKey NODE = new PrincipalKey(14, 0, 0, 14);
    static final int DEC = 1;
    static final int USD = 2;
    static final int BTC = 3;
    static final long DEC_USD = 1;
    static final long BTC_USD = 2;
    static final long DEC_BTC = 3;
    static final int MAKER_RATE = 1000;
    static final int TAKER_RATE = 2000;
    static final long START = 1_700_000_000_000_000_000L;
    static final long SECOND = 1_000_000_000L;

    /** A command as it was given, and its answer. */
    record Logged(PrincipalKey key, long time, byte[] message, byte[] response) {}

    final RecordedJournal journal = new RecordedJournal();
    final List<Logged> log = new ArrayList<>();
    final Commands commands = new Commands();
    final ExchangeStateMachine machine;
    long now = START;
    /** Session of the cluster that commands come by. */
    long clusterSessionId = -1;

    private long depositId;

    Exchange() {
        this(EngineLimits.MAX_REMEMBERED_REQUESTS);
    }

    Exchange(final int maxRememberedRequests) {
        machine = new ExchangeStateMachine(journal, 7, maxRememberedRequests);
    }

    /** An exchange with three assets, three instruments, and fee tier 0 of 0.1 % and 0.2 %. */
    static Exchange opened() {
        final Exchange exchange = new Exchange();
        exchange.open();
        return exchange;
    }

    /** As {@link #opened}, with encoding version 3 switched on. */
    static Exchange openedWithEverything() {
        final Exchange exchange = opened();
        accept(exchange.operate(c -> c.setEncodingVersion(3)));
        return exchange;
    }

    void open() {
        accept(operate(c -> c.genesis(OPERATOR, "test", MAKER_RATE, TAKER_RATE)));
        accept(operate(c -> c.setPrincipal(GATEWAY, Role.GATEWAY, true)));
        accept(operate(c -> c.setPrincipal(ADAPTER, Role.ADAPTER, true)));
        accept(operate(c -> c.createAsset(DEC, "DEC")));
        accept(operate(c -> c.createAsset(USD, "USD")));
        accept(operate(c -> c.createAsset(BTC, "BTC")));
        accept(operate(
                c -> c.createInstrument(DEC_USD, "DEC/USD", DEC, USD, d("0.01"), d("0.01"), d("1000000"), 100_000)));
        accept(operate(
                c -> c.createInstrument(BTC_USD, "BTC/USD", BTC, USD, d("0.5"), d("0.0001"), d("1000"), 50_000)));
        accept(operate(c ->
                c.createInstrument(DEC_BTC, "DEC/BTC", DEC, BTC, d("0.00000001"), d("1"), Long.MAX_VALUE, 50_000)));
    }

    /** Creates an account and credits it. */
    void fund(final long account, final String dec, final String usd) {
        accept(operate(account, c -> c.createAccount(0)));
        deposit(account, DEC, dec);
        deposit(account, USD, usd);
    }

    void deposit(final long account, final int asset, final String amount) {
        if (d(amount) != 0) {
            accept(adapt(account, c -> c.deposit(asset, d(amount), ++depositId)));
        }
    }

    Answer limit(final long account, final Side side, final String quantity, final String price) {
        return order(account, side, OrderType.LIMIT, TimeInForce.GTC, quantity, price, "");
    }

    Answer ioc(final long account, final Side side, final String quantity, final String price) {
        return order(account, side, OrderType.LIMIT, TimeInForce.IOC, quantity, price, "");
    }

    Answer market(final long account, final Side side, final String quantity) {
        return order(account, side, OrderType.MARKET, TimeInForce.IOC, quantity, "0", "");
    }

    Answer order(
            final long account,
            final Side side,
            final OrderType type,
            final TimeInForce timeInForce,
            final String quantity,
            final String price,
            final String clientOrderId) {
        return trade(account, c -> c.newOrder(DEC_USD, side, type, timeInForce, d(price), d(quantity), clientOrderId));
    }

    Answer cancel(final long account, final long orderId) {
        return trade(account, c -> c.cancel(orderId, ""));
    }

    Answer amend(final long account, final long orderId, final String newPrice, final String newQuantity) {
        return trade(account, c -> c.amend(orderId, "", d(newPrice), d(newQuantity)));
    }

    Answer operate(final Function<Commands, byte[]> command) {
        return operate(0, command);
    }

    Answer operate(final long account, final Function<Commands, byte[]> command) {
        return send(OPERATOR, account, command);
    }

    Answer adapt(final long account, final Function<Commands, byte[]> command) {
        return send(ADAPTER, account, command);
    }

    Answer trade(final long account, final Function<Commands, byte[]> command) {
        return send(GATEWAY, account, command);
    }

    /** Sends a new request of an account, valid for five seconds. */
    Answer send(final PrincipalKey key, final long account, final Function<Commands, byte[]> command) {
        commands.requestId++;
        commands.account = account;
        commands.validUntil = now + 5 * SECOND;
        return send(key, command.apply(commands));
    }

    /** Lets time pass, so far that the host's timer fires. */
    void pass(final long nanos) {
        now += nanos;
        machine.onTimer(now);
    }

    /** The answers to the last command: of a batch, one for each of its commands. */
    List<Answer> answers() {
        final byte[] response = log.get(log.size() - 1).response;
        final List<Answer> answers = new ArrayList<>();
        for (int at = 0; at < response.length; at += Answer.LENGTH) {
            answers.add(Answer.decode(new UnsafeBuffer(response, at, Answer.LENGTH)));
        }
        return answers;
    }

    /** Sends a message as it is. */
    Answer send(final PrincipalKey key, final byte[] message) {
        now += 1000;
        // At an odd offset, so that nobody relies on where a message stands.
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[message.length + 3]);
        buffer.putBytes(3, message);
        final int length = machine.onCommand(now, clusterSessionId, key, buffer, 3, message.length);
        assertThat(length).isPositive();
        assertThat(journal.hasCommandEnded()).isTrue();
        log.add(new Logged(key, now, message, response(machine, length)));
        return Answer.decode(machine.response());
    }

    static byte[] response(final ExchangeStateMachine machine, final int length) {
        final byte[] response = new byte[length];
        machine.response().getBytes(0, response);
        return response;
    }

    List<byte[]> snapshot() {
        return snapshotOf(machine);
    }

    static List<byte[]> snapshotOf(final ExchangeStateMachine machine) {
        final List<byte[]> messages = new ArrayList<>();
        machine.takeSnapshot((buffer, offset, length) -> {
            final byte[] message = new byte[length];
            buffer.getBytes(offset, message);
            messages.add(message);
        });
        return messages;
    }

    static void restore(final ExchangeStateMachine machine, final List<byte[]> messages) {
        for (final byte[] message : messages) {
            machine.onSnapshotMessage(new UnsafeBuffer(message), 0, message.length);
        }
    }

    static void accept(final Answer answer) {
        assertThat(answer.isAccepted()).as("%s", answer).isTrue();
    }

    /** Units of a decimal. */
    static long d(final String decimal) {
        return Decimal8.parse(decimal);
    }
}
