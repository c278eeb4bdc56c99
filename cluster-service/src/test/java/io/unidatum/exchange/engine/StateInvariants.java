package io.unidatum.exchange.engine;

import io.unidatum.exchange.engine.model.ModelMessage;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderPlace;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.event.TradeDecoder;
import io.unidatum.exchange.sbe.snapshot.BalanceStateDecoder;
import io.unidatum.exchange.sbe.snapshot.InstrumentStateDecoder;
import io.unidatum.exchange.sbe.snapshot.OpenWithdrawalStateDecoder;
import io.unidatum.exchange.sbe.snapshot.OrderStateDecoder;
import io.unidatum.exchange.sbe.snapshot.PositionStateDecoder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.sbe.MessageDecoderFlyweight;

/**
 * What is true of every state, worked out from its snapshot and the journal alone: money is conserved, holds are those
 * of open orders and withdrawals, books are as the journal says and not crossed, positions are what the trades say.
 */
final class StateInvariants {
    private record AccountAsset(long account, int asset) {}

    private record Pair(long account, long instrument) {}

    private final JournalInvariants journal;
    private final Map<Integer, BigInteger> credited = new HashMap<>();
    private final Map<Pair, BigInteger> positions = new HashMap<>();
    private boolean countsPositions;

    StateInvariants(final JournalInvariants journal) {
        this.journal = journal;
    }

    /** From now on trades make positions. */
    void countPositions() {
        countsPositions = true;
    }

    void credit(final int asset, final long amount) {
        credited.merge(asset, BigInteger.valueOf(amount), BigInteger::add);
    }

    void onTrade(final TradeDecoder d) {
        if (countsPositions) {
            final long takers = d.takerSide() == Side.BUY ? d.quantity() : -d.quantity();
            move(d.takerAccount(), d.instrumentId(), takers);
            move(d.makerAccount(), d.instrumentId(), -takers);
        }
    }

    private void move(final long account, final long instrument, final long quantity) {
        positions.merge(new Pair(account, instrument), BigInteger.valueOf(quantity), BigInteger::add);
    }

    void check(final List<ModelMessage> state) {
        final Map<Long, int[]> assetsOf = new HashMap<>();
        final Map<Long, InstrumentStatus> statusOf = new HashMap<>();
        final Map<Long, List<OrderStateDecoder>> booksOf = new HashMap<>();
        final Map<AccountAsset, Long> holds = new HashMap<>();
        final Map<AccountAsset, Long> held = new HashMap<>();
        final Map<Integer, BigInteger> totals = new HashMap<>();
        final Map<Pair, BigInteger> stated = new HashMap<>();
        final Set<Long> ids = new HashSet<>();
        for (final ModelMessage message : state) {
            switch (message.templateId()) {
                case InstrumentStateDecoder.TEMPLATE_ID -> {
                    final InstrumentStateDecoder d = read(message, new InstrumentStateDecoder());
                    assetsOf.put(d.instrumentId(), new int[] {d.baseAsset(), d.quoteAsset()});
                    statusOf.put(d.instrumentId(), d.status());
                }
                case BalanceStateDecoder.TEMPLATE_ID -> {
                    final BalanceStateDecoder d = read(message, new BalanceStateDecoder());
                    require(d.available() >= 0 && d.held() >= 0, "a balance below 0", d.account());
                    totals.merge(
                            d.assetId(),
                            BigInteger.valueOf(d.available()).add(BigInteger.valueOf(d.held())),
                            BigInteger::add);
                    if (d.held() != 0) {
                        held.put(new AccountAsset(d.account(), d.assetId()), d.held());
                    }
                }
                case OrderStateDecoder.TEMPLATE_ID -> {
                    final OrderStateDecoder d = read(message, new OrderStateDecoder());
                    require(ids.add(d.orderId()), "an order in two places", d.orderId());
                    require(d.leaves() > 0 && d.leaves() <= d.quantity(), "open quantity", d.orderId());
                    final int asset = assetsOf.get(d.instrumentId())[d.side() == Side.BUY ? 1 : 0];
                    if (d.hold() != 0) {
                        holds.merge(new AccountAsset(d.account(), asset), d.hold(), Long::sum);
                    }
                    if (d.place() == OrderPlace.BOOK || d.place() == OrderPlace.NULL_VAL) {
                        booksOf.computeIfAbsent(d.instrumentId(), id -> new ArrayList<>())
                                .add(d);
                    }
                }
                case OpenWithdrawalStateDecoder.TEMPLATE_ID -> {
                    final OpenWithdrawalStateDecoder d = read(message, new OpenWithdrawalStateDecoder());
                    holds.merge(new AccountAsset(d.account(), d.assetId()), d.amount() + d.fee(), Long::sum);
                }
                case PositionStateDecoder.TEMPLATE_ID -> {
                    final PositionStateDecoder d = read(message, new PositionStateDecoder());
                    if (d.quantity() != 0) {
                        stated.put(new Pair(d.account(), d.instrumentId()), BigInteger.valueOf(d.quantity()));
                    }
                }
                default -> {}
            }
        }
        require(held.equals(holds), "held is not what open orders and withdrawals hold: " + held + " and " + holds, 0);
        totals.values().removeIf(total -> total.signum() == 0);
        credited.values().removeIf(total -> total.signum() == 0);
        require(totals.equals(credited), "money is not conserved: " + totals + " of " + credited, 0);
        positions.values().removeIf(quantity -> quantity.signum() == 0);
        require(positions.equals(stated), "positions are not what trades say", 0);
        statusOf.forEach((id, status) -> checkBook(id, status, booksOf.getOrDefault(id, List.of())));
    }

    private void checkBook(final long instrument, final InstrumentStatus status, final List<OrderStateDecoder> book) {
        final List<JournalBook.Entry> derived =
                new ArrayList<>(journal.book(instrument).queue(Side.BUY));
        derived.addAll(journal.book(instrument).queue(Side.SELL));
        require(
                derived.size() == book.size(),
                "the journal says the book has " + derived.size() + " orders",
                instrument);
        long bid = 0;
        long ask = Long.MAX_VALUE;
        for (int i = 0; i < book.size(); i++) {
            final OrderStateDecoder d = book.get(i);
            final JournalBook.Entry entry = derived.get(i);
            final long shown = d.place() == OrderPlace.NULL_VAL ? d.leaves() : d.visible();
            require(
                    entry.orderId == d.orderId() && entry.price == d.price() && entry.displayed == shown,
                    "the journal says " + derived,
                    d.orderId());
            bid = d.side() == Side.BUY ? Math.max(bid, d.price()) : bid;
            ask = d.side() == Side.SELL ? Math.min(ask, d.price()) : ask;
        }
        final boolean trades = status == InstrumentStatus.OPEN || status == InstrumentStatus.POST_ONLY;
        require(!trades || bid < ask, "the book is crossed", instrument);
    }

    private static <T extends MessageDecoderFlyweight> T read(final ModelMessage message, final T decoder) {
        return JournalInvariants.read(message.bytes(), decoder);
    }

    private static void require(final boolean condition, final String what, final long id) {
        if (!condition) {
            throw new AssertionError(what + " (" + id + ")");
        }
    }
}
