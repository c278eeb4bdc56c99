package io.unidatum.exchange.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.cli.rest.RestRequest;
import io.unidatum.exchange.protocol.Decimal8;
import java.util.List;
import java.util.Random;

/**
 * Makes up orders: each instrument's price walks at random; most orders rest around it, some take what rests. Not
 * thread safe.
 */
final class OrderFlow {
    private static final int DEPTH = 12;
    private static final int RESTING_PERCENT = 65;
    private static final int IMMEDIATE_PERCENT = 25;
    private static final int OVERLAP = 2;

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

    /** The next order; its idempotency key is its client order id. */
    RestRequest next() {
        final int index = (int) (count % instruments.size());
        final Instrument instrument = instruments.get(index);
        walk(index, instrument);
        final boolean buy = random.nextBoolean();
        final String clientOrderId = run + "-" + ++count;
        final ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("symbol", instrument.symbol());
        body.put("side", buy ? "buy" : "sell");
        body.put("quantity", Decimal8.format((1 + random.nextLong(instrument.maxLots())) * instrument.lot()));
        body.put("client_order_id", clientOrderId);
        final int kind = random.nextInt(100);
        if (kind < RESTING_PERCENT) {
            body.put("type", "limit");
            body.put("price", price(index, instrument, buy, OVERLAP - random.nextInt(DEPTH)));
        } else if (kind < RESTING_PERCENT + IMMEDIATE_PERCENT) {
            body.put("type", "limit");
            body.put("time_in_force", "IOC");
            body.put("price", price(index, instrument, buy, DEPTH / 2));
        } else {
            body.put("type", "market");
        }
        final long account = accounts[random.nextInt(accounts.length)];
        return new RestRequest("POST", "/api/v1/orders", account, body, clientOrderId);
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
