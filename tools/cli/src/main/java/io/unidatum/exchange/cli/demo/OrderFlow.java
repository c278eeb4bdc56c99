package io.unidatum.exchange.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.cli.rest.RestRequest;
import io.unidatum.exchange.protocol.Decimal8;
import java.util.List;
import java.util.Random;

/**
 * Makes up orders: each instrument's price walks at random; most orders rest around it, icebergs and post-only ones
 * among them, some take what rests, some wait for the price as stops or as pairs of which one cancels the other. Not
 * thread safe.
 */
final class OrderFlow {
    private static final int DEPTH = 12;
    private static final int OVERLAP = 2;
    private static final int FAR = 4;
    /** Behind the resting ones, percent of all. */
    private static final int IMMEDIATE_FROM = 60;

    private static final int MARKET_FROM = 83;
    private static final int STOP_FROM = 92;
    private static final int PAIR_FROM = 96;
    /** Of those that rest. */
    private static final int POST_ONLY_PERCENT = 15;

    private static final int ICEBERG_PERCENT = 15;
    private static final String ORDERS = "/api/v1/orders";
    private static final String PAIRS = "/api/v1/orders/oco";
    private static final String STOP_LEG = "-stop";

    private final List<Instrument> instruments;
    private final long[] prices;
    private final long[] accounts;
    private final Random random;
    private final String run;
    private long count;

    OrderFlow(final List<Instrument> instruments, final long[] accounts, final String run, final Random random) {
        this.instruments = instruments;
        this.accounts = accounts;
        this.run = run;
        this.random = random;
        prices = instruments.stream().mapToLong(Instrument::price).toArray();
    }

    /** The next order, or pair of orders; its idempotency key is its client order id. */
    RestRequest next() {
        final int index = (int) (count % instruments.size());
        final Instrument instrument = instruments.get(index);
        walk(index, instrument);
        final boolean buy = random.nextBoolean();
        final long lots = 1 + random.nextLong(instrument.maxLots());
        final String clientOrderId = run + "-" + ++count;
        final ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("symbol", instrument.symbol());
        body.put("side", buy ? "buy" : "sell");
        body.put("quantity", Decimal8.format(lots * instrument.lot()));
        body.put("client_order_id", clientOrderId);
        final int kind = random.nextInt(100);
        final boolean pair = kind >= PAIR_FROM;
        if (pair) {
            // A profit to be taken on one side of the market, a loss to be stopped on the other.
            body.put("price", price(index, instrument, buy, -FAR - random.nextInt(DEPTH)));
            body.put("stop_price", price(index, instrument, buy, FAR + random.nextInt(DEPTH)));
            body.put("stop_client_order_id", clientOrderId + STOP_LEG);
        } else if (kind >= STOP_FROM) {
            stop(body, index, instrument, buy);
        } else if (kind >= MARKET_FROM) {
            body.put("type", "market");
        } else if (kind >= IMMEDIATE_FROM) {
            body.put("type", "limit");
            body.put("time_in_force", "IOC");
            body.put("price", price(index, instrument, buy, DEPTH / 2));
        } else {
            resting(body, index, instrument, buy, lots);
        }
        final long account = accounts[random.nextInt(accounts.length)];
        return new RestRequest("POST", pair ? PAIRS : ORDERS, account, body, clientOrderId);
    }

    private void resting(
            final ObjectNode body, final int index, final Instrument instrument, final boolean buy, final long lots) {
        body.put("type", "limit");
        final int kind = random.nextInt(100);
        final boolean postOnly = kind < POST_ONLY_PERCENT;
        if (postOnly) {
            body.put("post_only", true);
        } else if (kind < POST_ONLY_PERCENT + ICEBERG_PERCENT && lots > 1) {
            body.put("display_quantity", Decimal8.format(Math.max(1, lots / 4) * instrument.lot()));
        }
        final int steps = OVERLAP - random.nextInt(DEPTH);
        body.put("price", price(index, instrument, buy, postOnly ? Math.min(-OVERLAP, steps) : steps));
    }

    /** A stop not far from the market, half of them with a limit a few steps behind their trigger. */
    private void stop(final ObjectNode body, final int index, final Instrument instrument, final boolean buy) {
        final int steps = 1 + random.nextInt(DEPTH);
        body.put("stop_price", price(index, instrument, buy, steps));
        if (random.nextBoolean()) {
            body.put("type", "stop");
        } else {
            body.put("type", "stop_limit");
            body.put("price", price(index, instrument, buy, steps + OVERLAP));
        }
    }

    private void walk(final int index, final Instrument instrument) {
        final long lowest = instrument.price() / 2;
        prices[index] = Math.max(lowest, prices[index] + (random.nextInt(3) - 1) * instrument.step());
    }

    /** A price so many steps towards the other side. */
    private String price(final int index, final Instrument instrument, final boolean buy, final int steps) {
        return Decimal8.format(prices[index] + (buy ? steps : -steps) * instrument.step());
    }
}
