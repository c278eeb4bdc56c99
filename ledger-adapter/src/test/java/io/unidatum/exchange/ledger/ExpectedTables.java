package io.unidatum.exchange.ledger;

import io.unidatum.exchange.client.journal.JournalHandler;
import io.unidatum.exchange.client.journal.JournalPoint;
import io.unidatum.exchange.protocol.Position;
import io.unidatum.exchange.sbe.common.BalanceChangeKind;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TradeKind;
import io.unidatum.exchange.sbe.common.WithdrawalState;
import io.unidatum.exchange.sbe.event.AuctionUncrossedDecoder;
import io.unidatum.exchange.sbe.event.BalanceChangedDecoder;
import io.unidatum.exchange.sbe.event.EncodingVersionChangedDecoder;
import io.unidatum.exchange.sbe.event.InstrumentCreatedDecoder;
import io.unidatum.exchange.sbe.event.OrderAcceptedDecoder;
import io.unidatum.exchange.sbe.event.OrderAmendedDecoder;
import io.unidatum.exchange.sbe.event.OrderCancelledDecoder;
import io.unidatum.exchange.sbe.event.OrderReducedDecoder;
import io.unidatum.exchange.sbe.event.OrderRefilledDecoder;
import io.unidatum.exchange.sbe.event.OrderRestedDecoder;
import io.unidatum.exchange.sbe.event.OrderTermsDecoder;
import io.unidatum.exchange.sbe.event.OrderTriggeredDecoder;
import io.unidatum.exchange.sbe.event.TradeDecoder;
import io.unidatum.exchange.sbe.event.WithdrawalEndedDecoder;
import io.unidatum.exchange.sbe.event.WithdrawalRequestedDecoder;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;

/**
 * What the tables must hold after a journal's events, found the plain way: one event after the other on maps. The
 * oracle of the batched writer.
 */
final class ExpectedTables implements JournalHandler {
    private final Map<Long, long[]> assets = new TreeMap<>();
    private final Map<Long, Order> orders = new TreeMap<>();
    private final Map<String, long[]> balances = new TreeMap<>();
    private final Map<Long, String> trades = new TreeMap<>();
    private final List<String> entries = new ArrayList<>();
    private final List<String> amendments = new ArrayList<>();
    private final List<String> reductions = new ArrayList<>();
    private final List<String> auctions = new ArrayList<>();
    private final Map<String, Position> positions = new TreeMap<>();
    private final Map<String, Candle> candles = new TreeMap<>();
    private final Map<Long, Withdrawal> withdrawals = new TreeMap<>();
    private boolean countsPositions;
    private final long lastSequence;

    private ExpectedTables(final long lastSequence) {
        this.lastSequence = lastSequence;
    }

    /**
     * Compares a database with a journal.
     *
     * @param journal with all events.
     * @param sequence up to which the database should have them.
     * @param postgres the server.
     * @param database to compare.
     * @return what differs, empty if nothing does.
     */
    static List<String> differences(
            final TestJournal journal, final long sequence, final TestPostgres postgres, final String database)
            throws SQLException {
        final ExpectedTables expected = new ExpectedTables(sequence);
        final JournalSource.Feed feed = journal.open(JournalPoint.START, expected);
        while (feed.poll() > 0) {
            // Until all has been handed on.
        }
        final List<String> found = new ArrayList<>();
        compare(
                found,
                "orders",
                expected.orders.values().stream().map(Order::toString),
                postgres.query(
                        database,
                        "SELECT order_id, account_id, instrument_id, price, quantity, filled_quantity, filled_notional,"
                                + " fee, status, coalesce(cancel_reason, 0), accepted_sequence, last_sequence,"
                                + " client_order_id, reduced_quantity, coalesce(stop_price, 0),"
                                + " coalesce(display_quantity, 0), coalesce(quote_amount, 0),"
                                + " coalesce(trailing_offset, 0), coalesce(trailing_rate, 0),"
                                + " coalesce(linked_order_id, 0), expire_time IS NOT NULL, triggered_at IS NOT NULL"
                                + " FROM orders ORDER BY order_id"));
        compare(
                found,
                "trades",
                expected.trades.values().stream(),
                postgres.query(
                        database,
                        "SELECT trade_id, sequence, instrument_id, price, quantity, notional, maker_order_id,"
                                + " taker_order_id, maker_account, taker_account, maker_fee, taker_fee, taker_side,"
                                + " kind FROM trades ORDER BY trade_id"));
        compare(
                found,
                "balances",
                expected.balances.entrySet().stream()
                        .map(entry -> entry.getKey() + "|" + entry.getValue()[0] + "|" + entry.getValue()[1] + "|"
                                + entry.getValue()[2])
                        .sorted(),
                postgres
                        .query(database, "SELECT account_id, asset_id, available, held, sequence FROM balances")
                        .stream()
                        .sorted()
                        .toList());
        compare(
                found,
                "ledger_entries",
                expected.entries.stream().sorted(),
                postgres
                        .query(database, "SELECT sequence, account_id, asset_id, amount, kind FROM ledger_entries")
                        .stream()
                        .sorted()
                        .toList());
        compare(
                found,
                "order_amendments",
                expected.amendments.stream(),
                postgres.query(
                        database,
                        "SELECT sequence, order_id, new_price, new_quantity, coalesce(new_stop_price, 0)"
                                + " FROM order_amendments ORDER BY sequence"));
        compare(
                found,
                "order_reductions",
                expected.reductions.stream(),
                postgres.query(
                        database,
                        "SELECT sequence, order_id, account_id, quantity, leaves, reason FROM order_reductions"
                                + " ORDER BY sequence"));
        compare(
                found,
                "auctions",
                expected.auctions.stream(),
                postgres.query(
                        database,
                        "SELECT sequence, instrument_id, price, volume, surplus FROM auctions ORDER BY sequence"));
        compare(
                found,
                "positions",
                expected.positions.entrySet().stream()
                        .map(entry -> entry.getKey() + "|" + entry.getValue().quantity() + "|"
                                + entry.getValue().cost() + "|"
                                + entry.getValue().realised())
                        .sorted(),
                postgres
                        .query(database, "SELECT account_id, instrument_id, quantity, cost, realised FROM positions")
                        .stream()
                        .sorted()
                        .toList());
        compare(
                found,
                "candles",
                expected.candles.entrySet().stream()
                        .map(entry -> entry.getKey() + "|" + entry.getValue())
                        .sorted(),
                postgres
                        .query(
                                database,
                                "SELECT instrument_id, extract(epoch FROM minute)::bigint / 60, open, high, low, close,"
                                        + " volume, notional, trades, last_trade_id FROM candles")
                        .stream()
                        .sorted()
                        .toList());
        compare(
                found,
                "withdrawals",
                expected.withdrawals.values().stream().map(Withdrawal::toString),
                postgres.query(
                        database,
                        "SELECT withdrawal_id, account_id, asset_id, amount, fee, network_fee, address, state,"
                                + " encode(transaction_id, 'hex'), reason, requested_sequence, ended_sequence"
                                + " FROM withdrawals ORDER BY withdrawal_id"));
        compare(
                found,
                "withdrawal_differences",
                Stream.of(),
                postgres.query(database, "SELECT * FROM withdrawal_differences"));
        compare(
                found,
                "position_differences",
                Stream.of(),
                postgres.query(database, "SELECT * FROM position_differences"));
        compare(
                found,
                "journal_position",
                Stream.of(Long.toString(sequence)),
                postgres.query(database, "SELECT sequence FROM journal_position"));
        compare(
                found,
                "entries not numbered from 1",
                Stream.of(),
                postgres.query(
                        database,
                        "SELECT sequence FROM ledger_entries GROUP BY sequence"
                                + " HAVING min(entry) <> 1 OR max(entry) <> count(*)"));
        compare(found, "ledger_imbalances", Stream.of(), postgres.query(database, "SELECT * FROM ledger_imbalances"));
        compare(
                found,
                "balance_differences",
                Stream.of(),
                postgres.query(database, "SELECT * FROM balance_differences"));
        return found;
    }

    @Override
    public void onEvent(
            final long sequence,
            final long time,
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        if (sequence > lastSequence) {
            return;
        }
        switch (templateId) {
            case InstrumentCreatedDecoder.TEMPLATE_ID -> {
                final var event = new InstrumentCreatedDecoder().wrap(buffer, offset, blockLength, version);
                assets.put(event.instrumentId(), new long[] {event.baseAsset(), event.quoteAsset()});
            }
            case OrderAcceptedDecoder.TEMPLATE_ID ->
                onAccepted(sequence, new OrderAcceptedDecoder().wrap(buffer, offset, blockLength, version));
            case OrderRestedDecoder.TEMPLATE_ID ->
                orders.get(new OrderRestedDecoder()
                                .wrap(buffer, offset, blockLength, version)
                                .orderId())
                        .last = sequence;
            case TradeDecoder.TEMPLATE_ID ->
                onTrade(sequence, time, new TradeDecoder().wrap(buffer, offset, blockLength, version));
            case OrderCancelledDecoder.TEMPLATE_ID -> {
                final var event = new OrderCancelledDecoder().wrap(buffer, offset, blockLength, version);
                final Order order = orders.get(event.orderId());
                order.status = event.statusRaw();
                order.reason = event.reasonRaw();
                order.last = sequence;
                held(sequence, order, event.available(), event.held());
            }
            case OrderAmendedDecoder.TEMPLATE_ID -> {
                final var event = new OrderAmendedDecoder().wrap(buffer, offset, blockLength, version);
                final Order order = orders.get(event.orderId());
                order.price = event.newPrice();
                order.quantity = event.newQuantity();
                order.last = sequence;
                final long newStop =
                        event.newStopPrice() == OrderAmendedDecoder.newStopPriceNullValue() ? 0 : event.newStopPrice();
                order.stopPrice = newStop == 0 ? order.stopPrice : newStop;
                amendments.add(sequence + "|" + order.id + "|" + order.price + "|" + order.quantity + "|" + newStop);
                held(sequence, order, event.available(), event.held());
            }
            case BalanceChangedDecoder.TEMPLATE_ID ->
                onBalance(sequence, new BalanceChangedDecoder().wrap(buffer, offset, blockLength, version));
            case OrderTermsDecoder.TEMPLATE_ID ->
                onTerms(sequence, new OrderTermsDecoder().wrap(buffer, offset, blockLength, version));
            case OrderTriggeredDecoder.TEMPLATE_ID -> {
                final var event = new OrderTriggeredDecoder().wrap(buffer, offset, blockLength, version);
                final Order order = orders.get(event.orderId());
                order.stopPrice = event.stopPrice();
                order.price = event.price();
                order.triggered = true;
                order.last = sequence;
                held(sequence, order, event.available(), event.held());
            }
            case OrderRefilledDecoder.TEMPLATE_ID ->
                orders.get(new OrderRefilledDecoder()
                                .wrap(buffer, offset, blockLength, version)
                                .orderId())
                        .last = sequence;
            case OrderReducedDecoder.TEMPLATE_ID -> {
                final var event = new OrderReducedDecoder().wrap(buffer, offset, blockLength, version);
                final Order order = orders.get(event.orderId());
                order.quantity -= event.quantity();
                order.reduced += event.quantity();
                order.last = sequence;
                reductions.add(sequence + "|" + order.id + "|" + order.account + "|" + event.quantity() + "|"
                        + event.leaves() + "|" + event.reasonRaw());
                held(sequence, order, event.available(), event.held());
            }
            case AuctionUncrossedDecoder.TEMPLATE_ID -> {
                final var event = new AuctionUncrossedDecoder().wrap(buffer, offset, blockLength, version);
                auctions.add(sequence + "|" + event.instrumentId() + "|" + event.price() + "|" + event.volume() + "|"
                        + event.surplus());
            }
            case EncodingVersionChangedDecoder.TEMPLATE_ID ->
                countsPositions = new EncodingVersionChangedDecoder()
                                .wrap(buffer, offset, blockLength, version)
                                .encodingVersion()
                        >= 2;
            case WithdrawalRequestedDecoder.TEMPLATE_ID -> {
                final var event = new WithdrawalRequestedDecoder().wrap(buffer, offset, blockLength, version);
                balance(sequence, event.account(), event.assetId(), event.available(), event.held());
                withdrawals.put(event.withdrawalId(), new Withdrawal(sequence, event));
            }
            case WithdrawalEndedDecoder.TEMPLATE_ID ->
                onWithdrawalEnded(sequence, new WithdrawalEndedDecoder().wrap(buffer, offset, blockLength, version));
            default -> {
                // Administration: LedgerRowsTest.
            }
        }
    }

    @Override
    public void onFrameEnd(
            final long lastFrameSequence, final long position, final long chainHash, final boolean lastOfCommand) {}

    private void onAccepted(final long sequence, final OrderAcceptedDecoder event) {
        final Order order = new Order();
        order.id = event.orderId();
        order.account = event.account();
        order.instrument = event.instrumentId();
        order.buys = event.side() == Side.BUY;
        order.price = event.price();
        order.quantity = event.quantity();
        order.status = 1;
        order.accepted = sequence;
        order.last = sequence;
        order.client = event.clientOrderId().isEmpty() ? "-" : event.clientOrderId();
        orders.put(order.id, order);
        held(sequence, order, event.available(), event.held());
    }

    private void onTrade(final long sequence, final long time, final TradeDecoder event) {
        trades.put(
                event.tradeId(),
                event.tradeId() + "|" + sequence + "|" + event.instrumentId() + "|" + event.price() + "|"
                        + event.quantity() + "|" + event.notional() + "|" + event.makerOrderId() + "|"
                        + event.takerOrderId() + "|" + event.makerAccount() + "|" + event.takerAccount() + "|"
                        + event.makerFee() + "|" + event.takerFee() + "|" + event.takerSideRaw() + "|"
                        + (event.kind() == TradeKind.AUCTION ? 2 : 1));
        final long minute = Math.floorDiv(time, 60_000_000_000L);
        candles.computeIfAbsent(event.instrumentId() + "|" + minute, key -> new Candle(event.price()))
                .add(event);
        if (countsPositions) {
            final boolean takerBuys = event.takerSide() == Side.BUY;
            position(event, event.makerAccount(), !takerBuys);
            position(event, event.takerAccount(), takerBuys);
        }
        fill(sequence, event, event.makerOrderId(), event.makerFee(), event.makerLeaves());
        fill(sequence, event, event.takerOrderId(), event.takerFee(), event.takerLeaves());
        final long base = assets.get(event.instrumentId())[0];
        final long quote = assets.get(event.instrumentId())[1];
        final long maker = event.makerAccount();
        final long taker = event.takerAccount();
        balance(sequence, maker, base, event.makerBaseAvailable(), event.makerBaseHeld());
        balance(sequence, maker, quote, event.makerQuoteAvailable(), event.makerQuoteHeld());
        balance(sequence, taker, base, event.takerBaseAvailable(), event.takerBaseHeld());
        balance(sequence, taker, quote, event.takerQuoteAvailable(), event.takerQuoteHeld());
        final long fees = event.makerFee() + event.takerFee();
        if (fees > 0) {
            final long[] income = balances.computeIfAbsent("1|" + quote, key -> new long[3]);
            income[0] += fees;
            income[2] = sequence;
        }
        final long sign = event.takerSide() == Side.BUY ? 1 : -1;
        entry(sequence, taker, base, sign * event.quantity(), 1);
        entry(sequence, maker, base, -sign * event.quantity(), 1);
        entry(sequence, taker, quote, -sign * event.notional(), 1);
        entry(sequence, maker, quote, sign * event.notional(), 1);
        entry(sequence, maker, quote, -event.makerFee(), 2);
        entry(sequence, 1, quote, event.makerFee(), 2);
        entry(sequence, taker, quote, -event.takerFee(), 2);
        entry(sequence, 1, quote, event.takerFee(), 2);
    }

    private void onWithdrawalEnded(final long sequence, final WithdrawalEndedDecoder event) {
        final int asset = event.assetId();
        balance(sequence, event.account(), asset, event.available(), event.held());
        final Withdrawal withdrawal = withdrawals.get(event.withdrawalId());
        withdrawal.state = event.stateRaw();
        withdrawal.ended = Long.toString(sequence);
        if (event.state() == WithdrawalState.COMPLETED) {
            final long income = event.fee() - event.networkFee();
            if (income > 0) {
                balance(sequence, 2, asset, event.houseAvailable(), event.houseHeld());
            }
            withdrawal.networkFee = Long.toString(event.networkFee());
            withdrawal.transaction = HexFormat.of()
                            .toHexDigits(Long.reverseBytes(event.transactionId().w0()))
                    + "0".repeat(48);
            entry(sequence, event.account(), asset, -event.amount() - event.networkFee(), 5);
            entry(sequence, -3, asset, event.amount() + event.networkFee(), 5);
            entry(sequence, event.account(), asset, -income, 2);
            entry(sequence, 2, asset, income, 2);
        } else {
            withdrawal.reason = event.reason();
        }
    }

    private void onTerms(final long sequence, final OrderTermsDecoder event) {
        final Order order = orders.get(event.orderId());
        order.stopPrice = event.stopPrice();
        order.terms = event.displayQuantity() + "|" + event.quoteAmount() + "|" + event.trailingOffset() + "|"
                + event.trailingRate() + "|" + event.linkedOrderId();
        order.expires = event.expireTime() != 0;
        order.last = sequence;
    }

    private void position(final TradeDecoder event, final long account, final boolean buys) {
        positions
                .computeIfAbsent(account + "|" + event.instrumentId(), key -> new Position())
                .fill(buys, event.quantity(), event.notional());
    }

    private void onBalance(final long sequence, final BalanceChangedDecoder event) {
        balance(sequence, event.account(), event.assetId(), event.available(), event.held());
        final boolean isDeposit = event.kind() == BalanceChangeKind.DEPOSIT;
        entry(sequence, event.account(), event.assetId(), event.amount(), isDeposit ? 3 : 4);
        entry(sequence, isDeposit ? -1 : -2, event.assetId(), -event.amount(), isDeposit ? 3 : 4);
    }

    private void fill(
            final long sequence, final TradeDecoder event, final long orderId, final long fee, final long leaves) {
        final Order order = orders.get(orderId);
        order.filled += event.quantity();
        order.notional += event.notional();
        order.fee += fee;
        order.status = leaves == 0 ? 3 : 2;
        order.last = sequence;
    }

    private void held(final long sequence, final Order order, final long available, final long held) {
        balance(sequence, order.account, assets.get(order.instrument)[order.buys ? 1 : 0], available, held);
    }

    private void balance(
            final long sequence, final long account, final long asset, final long available, final long held) {
        balances.put(account + "|" + asset, new long[] {available, held, sequence});
    }

    private void entry(final long sequence, final long account, final long asset, final long amount, final int kind) {
        if (amount != 0) {
            entries.add(sequence + "|" + account + "|" + asset + "|" + amount + "|" + kind);
        }
    }

    private static void compare(
            final List<String> found, final String table, final Stream<String> expected, final List<String> actual) {
        final List<String> wanted = expected.toList();
        if (!wanted.equals(actual)) {
            final List<String> missing = new ArrayList<>(wanted);
            actual.forEach(missing::remove);
            final List<String> surplus = new ArrayList<>(actual);
            wanted.forEach(surplus::remove);
            found.add(table + " misses " + missing + " and has " + surplus + " too many");
        }
    }

    private static final class Candle {
        private final long open;
        private long high;
        private long low;
        private long close;
        private BigInteger volume = BigInteger.ZERO;
        private BigInteger notional = BigInteger.ZERO;
        private int trades;
        private long last;

        private Candle(final long price) {
            open = price;
            high = price;
            low = price;
        }

        private void add(final TradeDecoder event) {
            close = event.price();
            high = Math.max(high, close);
            low = Math.min(low, close);
            volume = volume.add(BigInteger.valueOf(event.quantity()));
            notional = notional.add(BigInteger.valueOf(event.notional()));
            trades++;
            last = event.tradeId();
        }

        @Override
        public String toString() {
            return open + "|" + high + "|" + low + "|" + close + "|" + volume + "|" + notional + "|" + trades + "|"
                    + last;
        }
    }

    private static final class Withdrawal {
        private final String request;
        private final String address;
        private final long requested;
        private String networkFee = "-";
        private int state = 1;
        private String transaction = "-";
        private String reason = "-";
        private String ended = "-";

        private Withdrawal(final long sequence, final WithdrawalRequestedDecoder event) {
            requested = sequence;
            address = event.address();
            request = event.withdrawalId() + "|" + event.account() + "|" + event.assetId() + "|" + event.amount() + "|"
                    + event.fee();
        }

        @Override
        public String toString() {
            return request + "|" + networkFee + "|" + address + "|" + state + "|" + transaction + "|" + reason + "|"
                    + requested + "|" + ended;
        }
    }

    private static final class Order {
        private long id;
        private long account;
        private long instrument;
        private boolean buys;
        private long price;
        private long quantity;
        private long filled;
        private long notional;
        private long fee;
        private int status;
        private int reason;
        private long accepted;
        private long last;
        private String client;
        private long reduced;
        private long stopPrice;
        private String terms = "0|0|0|0|0";
        private boolean expires;
        private boolean triggered;

        @Override
        public String toString() {
            return id + "|" + account + "|" + instrument + "|" + price + "|" + quantity + "|" + filled + "|" + notional
                    + "|" + fee + "|" + status + "|" + reason + "|" + accepted + "|" + last + "|" + client + "|"
                    + reduced
                    + "|" + stopPrice + "|" + terms + "|" + (expires ? "t" : "f") + "|" + (triggered ? "t" : "f");
        }
    }
}
