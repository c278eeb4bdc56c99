package io.unidatum.exchange.book;

import static io.unidatum.exchange.book.BookSide.BUY;
import static io.unidatum.exchange.book.BookSide.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every order book does. */
abstract class OrderBookContract {
    private final RecordedEvents events = new RecordedEvents();
    private final OrderBook book = newBook(events);
    private final OrderTerms terms = new OrderTerms();

    abstract OrderBook newBook(OrderBookListener listener);

    @Test
    void shouldLetAnOrderRestThatCrossesNothing() {
        buy(1, 100, 5);
        sell(2, 101, 5);

        assertEvents("accepted 1 BUY 5 @ 100", "rested 1 5 @ 100", "accepted 2 SELL 5 @ 101", "rested 2 5 @ 101");
        assertBook(List.of("1 5 @ 100"), List.of("2 5 @ 101"));
    }

    @Test
    void shouldTradeAtTheMakersPrice() {
        sell(1, 100, 5);
        events.take();
        buy(2, 110, 5);

        assertEvents("accepted 2 BUY 5 @ 110", "traded 1/2 5 @ 100 leaves 0/0");
        assertBook(List.of(), List.of());
    }

    @Test
    void shouldTradeBestPriceFirstThenOldestFirst() {
        sell(1, 101, 1);
        sell(2, 100, 1);
        sell(3, 100, 1);
        sell(4, 99, 1);
        events.take();
        buy(5, 101, 4);

        assertEvents(
                "accepted 5 BUY 4 @ 101",
                "traded 4/5 1 @ 99 leaves 0/3",
                "traded 2/5 1 @ 100 leaves 0/2",
                "traded 3/5 1 @ 100 leaves 0/1",
                "traded 1/5 1 @ 101 leaves 0/0");
    }

    @Test
    void shouldTradeHighestBidFirst() {
        buy(1, 99, 1);
        buy(2, 100, 1);
        events.take();
        sell(3, 99, 2);

        assertEvents("accepted 3 SELL 2 @ 99", "traded 2/3 1 @ 100 leaves 0/1", "traded 1/3 1 @ 99 leaves 0/0");
    }

    @Test
    void shouldLetTheRemainderRest() {
        sell(1, 100, 2);
        events.take();
        buy(2, 100, 5);
        sell(3, 100, 1);

        assertEvents(
                "accepted 2 BUY 5 @ 100",
                "traded 1/2 2 @ 100 leaves 0/3",
                "rested 2 3 @ 100",
                "accepted 3 SELL 1 @ 100",
                "traded 2/3 1 @ 100 leaves 2/0");
        assertBook(List.of("2 2 @ 100"), List.of());
    }

    @Test
    void shouldCancelTheRemainderOfImmediateOrCancel() {
        sell(1, 100, 2);
        sell(2, 102, 2);
        events.take();
        book.submitLimit(3, BUY, 101, 5, TimeInForce.IOC, 0);

        assertEvents("accepted 3 BUY 5 @ 101", "traded 1/3 2 @ 100 leaves 0/3", "cancelled 3 3 IMMEDIATE_OR_CANCEL");
        assertBook(List.of(), List.of("2 2 @ 102"));
    }

    @Test
    void shouldBoundAMarketOrderByItsProtectionPrice() {
        sell(1, 100, 2);
        sell(2, 111, 2);
        events.take();
        book.submit(terms.market(3, BUY, 110, 5));

        assertEvents("accepted 3 BUY 5 @ 110", "traded 1/3 2 @ 100 leaves 0/3", "cancelled 3 3 PROTECTION_PRICE");
    }

    @Test
    void shouldCancelWhatAMarketOrderFindsNoLiquidityFor() {
        buy(1, 100, 2);
        events.take();
        book.submit(terms.market(2, SELL, 90, 5));
        book.submit(terms.market(3, SELL, 90, 5));

        assertEvents(
                "accepted 2 SELL 5 @ 90",
                "traded 1/2 2 @ 100 leaves 0/3",
                "cancelled 2 3 NO_LIQUIDITY",
                "rejected 3 NO_LIQUIDITY");
    }

    @Test
    void shouldCancelTheNewestInsteadOfASelfTrade() {
        book.submitLimit(1, SELL, 100, 1, TimeInForce.GTC, 7);
        book.submitLimit(2, SELL, 100, 1, TimeInForce.GTC, 8);
        book.submitLimit(3, SELL, 99, 1, TimeInForce.GTC, 9);
        events.take();
        book.submitLimit(4, BUY, 100, 5, TimeInForce.GTC, 8);

        assertEvents(
                "accepted 4 BUY 5 @ 100",
                "traded 3/4 1 @ 99 leaves 0/4",
                "traded 1/4 1 @ 100 leaves 0/3",
                "cancelled 4 3 SELF_TRADE");
        assertBook(List.of(), List.of("2 1 @ 100"));
    }

    @Test
    void shouldLetOrdersWithoutOwnerTradeWithEachOther() {
        sell(1, 100, 1);
        events.take();
        buy(2, 100, 1);

        assertEvents("accepted 2 BUY 1 @ 100", "traded 1/2 1 @ 100 leaves 0/0");
    }

    @Test
    void shouldCancel() {
        buy(1, 100, 5);
        events.take();
        book.cancel(1);
        book.cancel(1);

        assertEvents("cancelled 1 5 REQUESTED", "rejected 1 UNKNOWN_ORDER");
        assertBook(List.of(), List.of());
    }

    @Test
    void shouldKeepThePlaceOfAReducedOrder() {
        sell(1, 100, 5);
        sell(2, 100, 5);
        events.take();
        book.reduce(1, 2);
        buy(3, 100, 3);

        assertEvents(
                "reduced 1 to 2",
                "accepted 3 BUY 3 @ 100",
                "traded 1/3 2 @ 100 leaves 0/1",
                "traded 2/3 1 @ 100 leaves 4/0");
    }

    @Test
    void shouldOnlyReduceToLessAndMoreThanNothing() {
        sell(1, 100, 5);
        events.take();
        book.reduce(1, 5);
        book.reduce(1, 0);
        book.reduce(1, -1);
        book.reduce(2, 1);

        assertEvents(
                "rejected 1 INVALID_QUANTITY",
                "rejected 1 INVALID_QUANTITY",
                "rejected 1 INVALID_QUANTITY",
                "rejected 2 UNKNOWN_ORDER");
        assertBook(List.of(), List.of("1 5 @ 100"));
    }

    @Test
    void shouldPutAReplacedOrderAtTheBack() {
        sell(1, 100, 5);
        sell(2, 100, 5);
        events.take();
        book.replace(1, 100, 6);

        assertEvents("replaced 1 6 @ 100", "rested 1 6 @ 100");
        assertBook(List.of(), List.of("2 5 @ 100", "1 6 @ 100"));
    }

    @Test
    void shouldMatchAReplacedOrderAtItsNewPrice() {
        sell(1, 100, 5);
        buy(2, 90, 3);
        events.take();
        book.replace(2, 100, 7);

        assertEvents("replaced 2 7 @ 100", "traded 1/2 5 @ 100 leaves 0/2", "rested 2 2 @ 100");
    }

    @Test
    void shouldRejectWhatIsNotAboveZero() {
        buy(1, 0, 5);
        buy(2, -1, 5);
        buy(3, 100, 0);
        buy(4, 100, Long.MIN_VALUE);
        buy(5, 100, 1);
        book.submit(terms.market(6, SELL, 0, 1));
        events.take();
        book.replace(5, 0, 1);
        book.replace(5, 100, 0);

        assertEvents("rejected 5 INVALID_PRICE", "rejected 5 INVALID_QUANTITY");
        assertBook(List.of("5 1 @ 100"), List.of());
    }

    @Test
    void shouldRejectTheIdOfARestingOrder() {
        buy(1, 100, 5);
        events.take();
        sell(1, 200, 5);

        assertEvents("rejected 1 DUPLICATE_ORDER");
        assertBook(List.of("1 5 @ 100"), List.of());
    }

    @Test
    void shouldTakeAnIdAgainOnceItsOrderIsGone() {
        buy(1, 100, 5);
        book.cancel(1);
        events.take();
        sell(1, 200, 5);

        assertEvents("accepted 1 SELL 5 @ 200", "rested 1 5 @ 200");
    }

    @Test
    void shouldRejectWhatWouldOverflowTheSide() {
        buy(1, 100, Long.MAX_VALUE - 1);
        buy(2, 99, 1);
        events.take();
        buy(3, 98, 1);
        book.replace(2, 99, 2);
        sell(4, 200, Long.MAX_VALUE);

        assertEvents(
                "rejected 3 QUANTITY_OVERFLOW",
                "rejected 2 QUANTITY_OVERFLOW",
                "accepted 4 SELL " + Long.MAX_VALUE + " @ 200",
                "rested 4 " + Long.MAX_VALUE + " @ 200");
    }

    @Test
    void shouldOrderExtremePrices() {
        sell(1, Long.MAX_VALUE, 1);
        sell(2, 2, 1);
        sell(3, 1L << 40, 1);
        sell(4, (1L << 40) + 1, 1);
        buy(5, 1, 1);
        events.take();
        buy(6, Long.MAX_VALUE, 5);

        assertEvents(
                "accepted 6 BUY 5 @ " + Long.MAX_VALUE,
                "traded 2/6 1 @ 2 leaves 0/4",
                "traded 3/6 1 @ " + (1L << 40) + " leaves 0/3",
                "traded 4/6 1 @ " + ((1L << 40) + 1) + " leaves 0/2",
                "traded 1/6 1 @ " + Long.MAX_VALUE + " leaves 0/1",
                "rested 6 1 @ " + Long.MAX_VALUE);
        assertBook(List.of("6 1 @ " + Long.MAX_VALUE, "5 1 @ 1"), List.of());
    }

    @Test
    void shouldFillOrKill() {
        sell(1, 100, 2);
        sell(2, 101, 2);
        events.take();
        book.submit(terms.limit(3, BUY, 100, 3).timeInForce(TimeInForce.FOK));
        book.submit(terms.limit(4, BUY, 101, 3).timeInForce(TimeInForce.FOK));

        assertEvents(
                "accepted 3 BUY 3 @ 100",
                "cancelled 3 3 FILL_OR_KILL",
                "accepted 4 BUY 3 @ 101",
                "traded 1/4 2 @ 100 leaves 0/1",
                "traded 2/4 1 @ 101 leaves 1/0");
    }

    @Test
    void shouldRejectPostOnlyThatWouldTake() {
        sell(1, 100, 2);
        events.take();
        book.submit(terms.limit(2, BUY, 100, 1).postOnly());
        book.submit(terms.limit(3, BUY, 99, 1).postOnly());
        book.replace(3, 100, 1);

        assertEvents("rejected 2 WOULD_TAKE", "accepted 3 BUY 1 @ 99", "rested 3 1 @ 99", "rejected 3 WOULD_TAKE");
        assertBook(List.of("3 1 @ 99"), List.of("1 2 @ 100"));
    }

    @Test
    void shouldPutAnIcebergsRefillBehindTheOthers() {
        book.submit(terms.limit(1, SELL, 100, 10).display(3));
        sell(2, 100, 4);
        events.take();
        buy(3, 100, 9);

        assertEvents(
                "accepted 3 BUY 9 @ 100",
                "traded 1/3 3 @ 100 leaves 7/6",
                "refilled 1 3",
                "traded 2/3 4 @ 100 leaves 0/2",
                "traded 1/3 2 @ 100 leaves 5/0");
        assertBook(List.of(), List.of("1 5 @ 100 shows 1"));
    }

    @Test
    void shouldShowWhatIsLeftOfAnIcebergThatTraded() {
        sell(1, 100, 8);
        events.take();
        book.submit(terms.limit(2, BUY, 100, 10).display(3));
        book.submit(terms.limit(3, BUY, 100, 10).display(3));
        book.reduce(3, 2);
        book.replace(2, 99, 7);

        assertEvents(
                "accepted 2 BUY 10 @ 100",
                "traded 1/2 8 @ 100 leaves 0/2",
                "rested 2 2 @ 100",
                "accepted 3 BUY 10 @ 100",
                "rested 3 10 @ 100 shows 3",
                "reduced 3 to 2",
                "replaced 2 7 @ 99",
                "rested 2 7 @ 99 shows 3");
    }

    @Test
    void shouldRejectTermsThatContradictEachOther() {
        sell(1, 100, 5);
        events.take();
        book.submit(terms.limit(2, BUY, 99, 5).display(6));
        book.submit(terms.limit(2, BUY, 99, 5).display(-1));
        book.submit(terms.limit(2, BUY, 99, 5).display(1).timeInForce(TimeInForce.IOC));
        book.submit(terms.limit(2, BUY, 99, 5).postOnly().timeInForce(TimeInForce.FOK));
        book.submit(terms.market(2, BUY, 100, 5).timeInForce(TimeInForce.GTC));

        assertEvents(
                "rejected 2 INVALID_QUANTITY",
                "rejected 2 INVALID_QUANTITY",
                "rejected 2 INVALID_TERMS",
                "rejected 2 INVALID_TERMS",
                "rejected 2 INVALID_TERMS");
    }

    @Test
    void shouldCancelTheOldestInsteadOfASelfTrade() {
        own(1, SELL, 100, 5);
        sell(2, 100, 5);
        events.take();
        book.submit(terms.limit(3, BUY, 100, 4).owner(7).prevention(Prevention.CANCEL_OLDEST));

        assertEvents("accepted 3 BUY 4 @ 100", "cancelled 1 5 SELF_TRADE", "traded 2/3 4 @ 100 leaves 1/0");
    }

    @Test
    void shouldCancelBothInsteadOfASelfTrade() {
        own(1, SELL, 100, 5);
        sell(2, 100, 5);
        events.take();
        book.submit(terms.limit(3, BUY, 100, 4).owner(7).prevention(Prevention.CANCEL_BOTH));

        assertEvents("accepted 3 BUY 4 @ 100", "cancelled 1 5 SELF_TRADE", "cancelled 3 4 SELF_TRADE");
        assertBook(List.of(), List.of("2 5 @ 100"));
    }

    @Test
    void shouldDecrementBothInsteadOfASelfTrade() {
        own(1, SELL, 100, 3);
        sell(2, 100, 1);
        book.submit(terms.limit(3, SELL, 100, 9).owner(7).display(2));
        events.take();
        book.submit(terms.limit(4, BUY, 100, 12).owner(7).prevention(Prevention.DECREMENT_AND_CANCEL));

        assertEvents(
                "accepted 4 BUY 12 @ 100",
                "decremented 1/4 3 leaves 0/9",
                "traded 2/4 1 @ 100 leaves 0/8",
                "decremented 3/4 8 leaves 1/0");
        assertBook(List.of(), List.of("3 1 @ 100"));
    }

    @Test
    void shouldKillWhatASelfTradeWouldStop() {
        book.submit(terms.limit(1, SELL, 100, 9).display(2));
        own(2, SELL, 100, 1);
        sell(3, 100, 9);
        events.take();
        book.submit(terms.limit(4, BUY, 100, 3).owner(7).timeInForce(TimeInForce.FOK));
        book.submit(terms.limit(5, BUY, 100, 2).owner(7).timeInForce(TimeInForce.FOK));
        book.submit(terms.limit(6, BUY, 100, 16)
                .owner(7)
                .timeInForce(TimeInForce.FOK)
                .prevention(Prevention.CANCEL_OLDEST));

        assertEvents(
                "accepted 4 BUY 3 @ 100",
                "cancelled 4 3 FILL_OR_KILL",
                "accepted 5 BUY 2 @ 100",
                "traded 1/5 2 @ 100 leaves 7/0",
                "refilled 1 2",
                "accepted 6 BUY 16 @ 100",
                "cancelled 2 1 SELF_TRADE",
                "traded 3/6 9 @ 100 leaves 0/7",
                "traded 1/6 2 @ 100 leaves 5/5",
                "refilled 1 2",
                "traded 1/6 2 @ 100 leaves 3/3",
                "refilled 1 2",
                "traded 1/6 2 @ 100 leaves 1/1",
                "refilled 1 1",
                "traded 1/6 1 @ 100 leaves 0/0");
    }

    @Test
    void shouldTradeAtOnePriceInAnAuction() {
        book.collect();
        buy(1, 103, 4);
        book.submit(terms.limit(2, BUY, 102, 6).display(1));
        buy(3, 100, 5);
        sell(4, 99, 3);
        sell(5, 101, 5);
        sell(6, 104, 2);
        events.take();
        book.submit(terms.limit(7, BUY, 104, 1).timeInForce(TimeInForce.IOC));
        book.uncross(102);
        buy(8, 101, 1);

        assertEvents(
                "rejected 7 COLLECTING",
                "uncrossed 8 @ 102 surplus 2",
                "auctionTraded 1/4 3 @ 102 leaves 1/0",
                "auctionTraded 1/5 1 @ 102 leaves 0/4",
                "auctionTraded 2/5 4 @ 102 leaves 2/0",
                "refilled 2 1",
                "accepted 8 BUY 1 @ 101",
                "rested 8 1 @ 101");
        assertBook(List.of("2 2 @ 102 shows 1", "8 1 @ 101", "3 5 @ 100"), List.of("6 2 @ 104"));
    }

    @Test
    void shouldBreakTiesOfAnAuctionBySurplusThenReferenceThenTheLowerPrice() {
        book.collect();
        buy(1, 110, 5);
        sell(2, 100, 5);
        events.take();
        book.uncross(109);
        assertEvents("uncrossed 5 @ 110 surplus 0", "auctionTraded 1/2 5 @ 110 leaves 0/0");

        buy(3, 1, 1);
        book.collect();
        buy(4, 110, 5);
        sell(5, 100, 5);
        events.take();
        book.uncross(0);
        assertEvents("uncrossed 5 @ 100 surplus 0", "auctionTraded 4/5 5 @ 100 leaves 0/0");

        book.collect();
        buy(6, 110, 5);
        buy(7, 105, 2);
        sell(8, 100, 5);
        events.take();
        book.uncross(100);
        assertEvents("uncrossed 5 @ 110 surplus 0", "auctionTraded 6/8 5 @ 110 leaves 0/0");
    }

    @Test
    void shouldRefillAnIcebergInAnAuctionOnceWhatItShowedIsUsedUp() {
        book.collect();
        book.submit(terms.limit(1, BUY, 100, 9).display(3));
        buy(2, 100, 2);
        sell(3, 100, 2);
        sell(4, 100, 4);
        sell(5, 100, 1);
        events.take();
        book.uncross(100);

        assertEvents(
                "uncrossed 7 @ 100 surplus 4",
                "auctionTraded 1/3 2 @ 100 leaves 7/0",
                "auctionTraded 1/4 4 @ 100 leaves 3/0",
                "refilled 1 3",
                "auctionTraded 2/5 1 @ 100 leaves 1/0");
        assertBook(List.of("2 1 @ 100", "1 3 @ 100"), List.of());
    }

    @Test
    void shouldEndAnAuctionInWhichNothingCrosses() {
        book.collect();
        buy(1, 100, 5);
        sell(2, 101, 5);
        events.take();
        book.uncross(100);
        sell(3, 100, 5);

        assertEvents("uncrossed 0 @ 0 surplus 0", "accepted 3 SELL 5 @ 100", "traded 1/3 5 @ 100 leaves 0/0");
    }

    @Test
    void shouldDoWhatTheDocumentationShows() {
        sell(1, 10_000, 5);
        buy(2, 10_001, 3);
        book.submit(terms.limit(3, BUY, 9_999, 100).display(10).owner(7));
        book.submit(terms.market(4, SELL, 9_990, 20));
        book.reduce(3, 50);
        book.replace(3, 9_998, 60);
        book.cancel(3);

        assertEvents(
                "accepted 1 SELL 5 @ 10000",
                "rested 1 5 @ 10000",
                "accepted 2 BUY 3 @ 10001",
                "traded 1/2 3 @ 10000 leaves 2/0",
                "accepted 3 BUY 100 @ 9999",
                "rested 3 100 @ 9999 shows 10",
                "accepted 4 SELL 20 @ 9990",
                "traded 3/4 10 @ 9999 leaves 90/10",
                "refilled 3 10",
                "traded 3/4 10 @ 9999 leaves 80/0",
                "refilled 3 10",
                "reduced 3 to 50",
                "replaced 3 60 @ 9998",
                "rested 3 60 @ 9998 shows 10",
                "cancelled 3 60 REQUESTED");
    }

    private void own(final long id, final BookSide side, final long price, final long quantity) {
        book.submitLimit(id, side, price, quantity, TimeInForce.GTC, 7);
    }

    private void buy(final long id, final long price, final long quantity) {
        book.submitLimit(id, BUY, price, quantity, TimeInForce.GTC, 0);
    }

    private void sell(final long id, final long price, final long quantity) {
        book.submitLimit(id, SELL, price, quantity, TimeInForce.GTC, 0);
    }

    private void assertEvents(final String... expected) {
        assertThat(events.take()).containsExactly(expected);
    }

    private void assertBook(final List<String> bids, final List<String> asks) {
        assertThat(orders(book, BUY)).isEqualTo(bids);
        assertThat(orders(book, SELL)).isEqualTo(asks);
    }

    static List<String> orders(final OrderBook book, final BookSide side) {
        final List<String> lines = new ArrayList<>();
        book.forEachOrder(
                side,
                (id, price, leaves, visible, owner) ->
                        lines.add(id + " " + leaves + " @ " + price + (visible == leaves ? "" : " shows " + visible)));
        return lines;
    }
}
