package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Exchange.d;
import static io.unidatum.exchange.engine.Market.MAKER;
import static io.unidatum.exchange.engine.Market.TAKER;
import static io.unidatum.exchange.engine.OrderMessage.limit;
import static io.unidatum.exchange.sbe.common.Side.BUY;
import static io.unidatum.exchange.sbe.common.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.event.JournalFrameDecoder;
import io.unidatum.exchange.sbe.event.OrderAmendedDecoder;
import io.unidatum.exchange.sbe.event.OrderCancelledDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Icebergs: what they show, and where they stand after each refill. */
class IcebergTest {
    private final Market market = new Market();

    @AfterEach
    void shouldHoldWhatOrdersNeed() {
        Invariants.check(market.exchange.machine.state(), "at the end");
    }

    @Test
    void shouldShowOnePartAtATimeAndGoToTheBackWithEachRefill() {
        accept(send(MAKER, limit(SELL, "10", "100").showing("3"))); // 1
        market.sell("2", "100"); // 2
        market.assertEvents("accepted 1", "terms 1 display 3", "rested 1 3 @ 100", "accepted 2", "rested 2 2 @ 100");

        market.buy("6", "100"); // 3: 3 of 1, which goes behind 2; 2 of 2; 1 of 1
        market.assertEvents(
                "accepted 3",
                "traded 1/3 3 @ 100 BUY fees 0.3/0.6",
                "refilled 1 3",
                "traded 2/3 2 @ 100 BUY fees 0.2/0.4",
                "traded 1/3 1 @ 100 BUY fees 0.1/0.2");
        market.buy("6", "100"); // 4: 2 that it still shows, 3, 1
        market.assertEvents(
                "accepted 4",
                "traded 1/4 2 @ 100 BUY fees 0.2/0.4",
                "refilled 1 3",
                "traded 1/4 3 @ 100 BUY fees 0.3/0.6",
                "refilled 1 1",
                "traded 1/4 1 @ 100 BUY fees 0.1/0.2");
        assertThat(market.instrument().book.best(io.unidatum.exchange.book.BookSide.SELL))
                .isNull();
    }

    @Test
    void shouldTradeWithAllItHasWhenItTakes() {
        market.sell("5", "99"); // 1
        market.take();
        accept(send(TAKER, limit(BUY, "9", "100").showing("2"))); // 2
        market.assertEvents(
                "accepted 2", "terms 2 display 2", "traded 1/2 5 @ 99 BUY fees 0.495/0.99", "rested 2 2 @ 100");
    }

    @Test
    void shouldSayWhatItDisplayedWhenItIsCancelled() {
        accept(send(MAKER, limit(SELL, "10", "100").showing("3"))); // 1
        market.buy("1", "100"); // 2
        accept(market.exchange.cancel(MAKER, 1));

        final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();
        final UnsafeBuffer frame = lastFrame();
        cancelled.wrapAndApplyHeader(frame, firstEvent(frame), new MessageHeaderDecoder());
        assertThat(cancelled.cancelledQuantity()).isEqualTo(d("9"));
        assertThat(cancelled.displayedQuantity()).isEqualTo(d("2"));
        assertThat(cancelled.instrumentSequence()).isPositive();
    }

    @Test
    void shouldKeepItsPlaceAndWhatItShowsWhenItIsReduced() {
        accept(send(MAKER, limit(SELL, "10", "100").showing("3"))); // 1
        market.sell("2", "100"); // 2
        market.take();
        accept(market.exchange.amend(MAKER, 1, "0", "8"));
        assertAmended("8", "3", "3");
        accept(market.exchange.amend(MAKER, 1, "0", "2"));
        assertAmended("2", "3", "2");
        market.take();
        market.buy("1", "100"); // 3
        market.assertEvents("accepted 3", "traded 1/3 1 @ 100 BUY fees 0.1/0.2");
    }

    @Test
    void shouldShowAFreshPartWhenItIsAmendedOtherwise() {
        accept(send(MAKER, limit(SELL, "10", "100").showing("3"))); // 1
        market.buy("2", "100"); // 2
        market.take();
        accept(market.exchange.amend(MAKER, 1, "101", "0"));

        market.assertEvents("amended 1 8 @ 101", "rested 1 3 @ 101");
        final OrderAmendedDecoder amended = amended();
        assertThat(amended.oldDisplayed()).isEqualTo(d("1"));
        assertThat(amended.newDisplayed()).isEqualTo(OrderAmendedDecoder.newDisplayedNullValue());
    }

    @Test
    void shouldSayWhatADecrementTookOffWhatItShows() {
        accept(send(MAKER, limit(SELL, "10", "100").showing("3"))); // 1
        accept(send(MAKER, limit(BUY, "8", "100").preventing(SelfTradePrevention.DECREMENT_AND_CANCEL))); // 2
        final List<Event> events = market.exchange.journal.take();

        // 8 of the 10 go, of which 1 was displayed; 2 are left and shown.
        final Event.Reduced reduced = (Event.Reduced) events.get(4);
        assertThat(reduced.quantity()).isEqualTo(d("8"));
        assertThat(reduced.displayedQuantity()).isEqualTo(d("1"));
        assertThat(reduced.leaves()).isEqualTo(d("2"));
        assertThat(((Event.Cancelled) events.get(5)).quantity()).isEqualTo(d("8"));
    }

    @Test
    void shouldRefuseADisplayQuantityThatMakesNoSense() {
        final RejectReason invalid = RejectReason.INVALID_DISPLAY_QUANTITY;
        market.assertRejected(invalid, send(MAKER, limit(SELL, "10", "100").showing("10")));
        market.assertRejected(invalid, send(MAKER, limit(SELL, "10", "100").showing("-1")));
        market.assertRejected(invalid, send(MAKER, limit(SELL, "10", "100").showing("0.001")));
        market.assertRejected(
                invalid, send(MAKER, limit(SELL, "10", "100").showing("1").in(TimeInForce.IOC)));
        market.assertRejected(
                invalid,
                send(MAKER, OrderMessage.stopLimit(SELL, "10", "100", "99").showing("1")));
    }

    private void assertAmended(final String newLeaves, final String oldDisplayed, final String newDisplayed) {
        final OrderAmendedDecoder amended = amended();
        assertThat(amended.newLeaves()).isEqualTo(d(newLeaves));
        assertThat(amended.oldDisplayed()).isEqualTo(d(oldDisplayed));
        assertThat(amended.newDisplayed()).isEqualTo(d(newDisplayed));
        assertThat(amended.newStopPrice()).isEqualTo(OrderAmendedDecoder.newStopPriceNullValue());
    }

    private OrderAmendedDecoder amended() {
        final UnsafeBuffer frame = lastFrame();
        return new OrderAmendedDecoder().wrapAndApplyHeader(frame, firstEvent(frame), new MessageHeaderDecoder());
    }

    private UnsafeBuffer lastFrame() {
        final List<RecordedJournal.Frame> frames = market.exchange.journal.frames;
        return new UnsafeBuffer(frames.get(frames.size() - 1).bytes());
    }

    private static int firstEvent(final UnsafeBuffer frame) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(frame, 0);
        assertThat(header.templateId()).isEqualTo(JournalFrameDecoder.TEMPLATE_ID);
        return MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
    }

    private Answer send(final long account, final OrderMessage message) {
        return market.exchange.trade(account, message);
    }
}
