package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.SECOND;
import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Market.TAKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.RejectReason;
import org.junit.jupiter.api.Test;

/** What each status lets through, and how one leads to another. */
class MarketStatusTest {
    private static final long DAY = 86_400 * SECOND;

    private final Market market = new Market();

    @Test
    void shouldTakeNothingButCancelsWhileHalted() {
        market.sell("2", "100");
        market.set(InstrumentStatus.HALTED);
        market.take();
        market.assertRejected(RejectReason.INSTRUMENT_HALTED, market.buy("1", "99"));
        market.assertRejected(RejectReason.INSTRUMENT_HALTED, market.exchange.amend(Market.MAKER, 1, "0", "1"));
        accept(market.exchange.cancel(Market.MAKER, 1));
        market.assertEvents("cancelled 1 2 USER");
    }

    @Test
    void shouldCollectWhatRestsWhileInAuction() {
        market.set(InstrumentStatus.AUCTION);
        market.take();
        market.sell("2", "100");
        market.buy("3", "101");
        accept(market.exchange.amend(TAKER, 2, "102", "0"));
        accept(market.exchange.amend(TAKER, 2, "0", "1"));
        market.assertEvents(
                "accepted 1",
                "rested 1 2 @ 100",
                "accepted 2",
                "rested 2 3 @ 101",
                "amended 2 3 @ 102",
                "rested 2 3 @ 102",
                "amended 2 1 @ 102 in place");
        accept(market.exchange.cancel(TAKER, 2));
        market.assertEvents("cancelled 2 1 USER");
    }

    @Test
    void shouldTakeOnlyWhatRestsWithoutTradingWhilePostOnly() {
        market.sell("1", "100");
        market.buy("1", "98");
        market.set(InstrumentStatus.POST_ONLY);
        market.take();
        final Exchange exchange = market.exchange;
        market.assertRejected(RejectReason.INSTRUMENT_POST_ONLY, market.buy("1", "100"));
        market.assertRejected(RejectReason.INSTRUMENT_POST_ONLY, exchange.ioc(TAKER, Side.BUY, "1", "99"));
        market.assertRejected(RejectReason.INSTRUMENT_POST_ONLY, exchange.market(TAKER, Side.BUY, "1"));
        market.assertRejected(RejectReason.INSTRUMENT_POST_ONLY, exchange.amend(TAKER, 2, "100", "0"));
        market.assertRejected(
                RejectReason.INSTRUMENT_POST_ONLY,
                market.order(TAKER, Side.BUY, OrderType.LIMIT, TimeInForce.FOK, "1", "99", o -> {}));
        market.assertRejected(
                RejectReason.POST_ONLY_WOULD_TAKE,
                market.order(TAKER, Side.BUY, OrderType.LIMIT, TimeInForce.GTC, "1", "100", o -> o.flags()
                        .postOnly(true)));
        accept(market.buy("1", "99.99"));
        accept(exchange.amend(TAKER, 2, "99.98", "2"));
        accept(exchange.cancel(TAKER, 2));
        market.assertEvents(
                "accepted 3", "rested 3 1 @ 99.99", "amended 2 2 @ 99.98", "rested 2 2 @ 99.98", "cancelled 2 2 USER");
    }

    @Test
    void shouldTakeOnlyCancelsAndReductionsInPlaceWhileCancelOnly() {
        market.sell("3", "100");
        market.set(InstrumentStatus.CANCEL_ONLY);
        market.take();
        final Exchange exchange = market.exchange;
        market.assertRejected(RejectReason.INSTRUMENT_CANCEL_ONLY, market.buy("1", "90"));
        market.assertRejected(RejectReason.INSTRUMENT_CANCEL_ONLY, exchange.market(TAKER, Side.BUY, "1"));
        market.assertRejected(RejectReason.INSTRUMENT_CANCEL_ONLY, exchange.amend(Market.MAKER, 1, "101", "0"));
        market.assertRejected(RejectReason.INSTRUMENT_CANCEL_ONLY, exchange.amend(Market.MAKER, 1, "101", "2"));
        market.assertRejected(RejectReason.INSTRUMENT_CANCEL_ONLY, exchange.amend(Market.MAKER, 1, "0", "4"));
        accept(exchange.amend(Market.MAKER, 1, "0", "2"));
        accept(exchange.cancel(Market.MAKER, 1));
        market.assertEvents("amended 1 2 @ 100 in place", "cancelled 1 2 USER");
    }

    @Test
    void shouldRefuseWhatCannotRestWhileInAuction() {
        market.sell("3", "100");
        market.set(InstrumentStatus.AUCTION);
        market.take();
        final Exchange exchange = market.exchange;
        market.assertRejected(RejectReason.INSTRUMENT_IN_AUCTION, exchange.market(TAKER, Side.BUY, "1"));
        market.assertRejected(RejectReason.INSTRUMENT_IN_AUCTION, exchange.ioc(TAKER, Side.BUY, "1", "100"));
        market.assertRejected(
                RejectReason.INSTRUMENT_IN_AUCTION,
                market.order(TAKER, Side.BUY, OrderType.LIMIT, TimeInForce.FOK, "1", "100", o -> {}));
        // Post-only never takes in an auction.
        accept(market.order(TAKER, Side.BUY, OrderType.LIMIT, TimeInForce.GTC, "1", "100", o -> o.flags()
                .postOnly(true)));
        market.assertEvents("accepted 2", "rested 2 1 @ 100");
    }

    @Test
    void shouldLeadATimedHaltToAnAuctionAndThatToTrading() {
        market.rules(0, 0, 5 * SECOND);
        market.take();
        accept(market.status(InstrumentStatus.HALTED, 10 * SECOND));
        final long until = market.exchange.now + 10 * SECOND;
        assertThat(market.exchange.machine.nextDeadline()).isEqualTo(until);
        market.exchange.machine.onTimer(until - 1);
        market.assertEvents("status 1 HALTED until 10000 ms (operator)");
        market.exchange.machine.onTimer(until);
        market.assertEvents("status 1 AUCTION until 15000 ms (halt is over) by itself");
        market.timer(20);
        market.assertEvents("uncrossed 1: 0 @ 0 surplus 0", "status 1 OPEN (auction is over) by itself");
        assertThat(market.exchange.machine.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldOpenAfterATimedHaltIfThereIsToBeNoAuction() {
        accept(market.status(InstrumentStatus.HALTED, SECOND));
        market.timer(1.5);
        market.assertEvents("status 1 HALTED until 1000 ms (operator)", "status 1 OPEN (halt is over) by itself");
    }

    @Test
    void shouldGiveAnAuctionItsFullTimeEvenIfTheHaltWasOverLongAgo() {
        market.rules(0, 0, 5 * SECOND);
        accept(market.status(InstrumentStatus.HALTED, SECOND));
        market.take();
        market.timer(100);
        market.assertEvents("status 1 AUCTION until 105000 ms (halt is over) by itself");
    }

    @Test
    void shouldUncrossACrossedBookWhenItsHaltIsOver() {
        market.set(InstrumentStatus.AUCTION);
        market.sell("1", "100");
        market.buy("1", "100");
        accept(market.status(InstrumentStatus.HALTED, SECOND));
        market.take();
        market.timer(2);
        market.assertEvents(
                "status 1 AUCTION (halt is over) by itself",
                "uncrossed 1: 1 @ 100 surplus 0",
                "auction traded 1/2 1 @ 100 BUY fees 0.1/0.1",
                "status 1 OPEN (auction is over) by itself");
    }

    @Test
    void shouldDoWhatIsDueBeforeTheNextCommand() {
        accept(market.status(InstrumentStatus.HALTED, SECOND));
        market.take();
        market.waitUntil(1);
        accept(market.sell("1", "100"));
        market.assertEvents("status 1 OPEN (halt is over) by itself", "accepted 1", "rested 1 1 @ 100");
    }

    @Test
    void shouldDoWhatIsDueBeforeACommandThatIsRejectedToo() {
        accept(market.status(InstrumentStatus.HALTED, SECOND));
        market.take();
        market.waitUntil(1);
        final Answer answer = market.exchange.cancel(Market.MAKER, 77);
        assertThat(answer.reason()).isEqualTo(RejectReason.UNKNOWN_ORDER);
        assertThat(answer.firstSequence()).isZero();
        market.assertEvents("status 1 OPEN (halt is over) by itself");
    }

    @Test
    void shouldWriteWhatIsDueIntoFramesOfItsOwn() {
        accept(market.status(InstrumentStatus.HALTED, SECOND));
        market.waitUntil(1);
        final int frames = market.exchange.journal.frames.size();
        final Answer answer = market.sell("1", "100");
        assertThat(market.exchange.journal.frames).hasSize(frames + 2);
        assertThat(answer.lastSequence() - answer.firstSequence()).isEqualTo(1);
    }

    @Test
    void shouldTakeAnOperatorsWordOverTheTime() {
        accept(market.status(InstrumentStatus.HALTED, SECOND));
        market.set(InstrumentStatus.HALTED);
        assertThat(market.exchange.machine.nextDeadline()).isEqualTo(Long.MAX_VALUE);
        accept(market.status(InstrumentStatus.AUCTION, SECOND));
        accept(market.status(InstrumentStatus.AUCTION, 3 * SECOND));
        market.take();
        market.timer(2);
        market.assertEvents();
        market.set(InstrumentStatus.CANCEL_ONLY);
        market.timer(10);
        market.assertEvents("status 1 CANCEL_ONLY (operator)");
    }

    @Test
    void shouldNotOpenACrossedBookButByAnAuction() {
        market.set(InstrumentStatus.AUCTION);
        market.sell("1", "100");
        market.buy("1", "101");
        market.set(InstrumentStatus.HALTED);
        market.take();
        market.assertRejected(RejectReason.BOOK_CROSSED, market.status(InstrumentStatus.OPEN, 0));
        market.assertRejected(RejectReason.BOOK_CROSSED, market.status(InstrumentStatus.POST_ONLY, 0));
        market.set(InstrumentStatus.CANCEL_ONLY);
        market.take();
        market.assertRejected(RejectReason.BOOK_CROSSED, market.status(InstrumentStatus.OPEN, 0));
        market.set(InstrumentStatus.AUCTION);
        market.set(InstrumentStatus.OPEN);
        market.assertEvents(
                "status 1 AUCTION (operator)",
                "uncrossed 1: 1 @ 100 surplus 0",
                "auction traded 1/2 1 @ 100 BUY fees 0.1/0.1",
                "status 1 OPEN (operator)");
    }

    @Test
    void shouldOpenAllThatCanBeOpened() {
        market.set(InstrumentStatus.AUCTION);
        market.sell("1", "100");
        market.buy("1", "101");
        accept(all(InstrumentStatus.HALTED));
        market.take();
        accept(all(InstrumentStatus.OPEN));
        market.assertEvents("status 2 OPEN (all)", "status 3 OPEN (all)");
        accept(market.exchange.cancel(TAKER, 2));
        market.take();
        accept(all(InstrumentStatus.OPEN));
        market.assertEvents("status 1 OPEN (all)", "status 2 OPEN (all)", "status 3 OPEN (all)");
    }

    @Test
    void shouldSayThatNoneCanBeOpened() {
        final Exchange exchange = market.exchange;
        for (long id = 1; id <= 3; id++) {
            final long instrument = id;
            accept(exchange.operate(c -> c.setInstrumentStatus(instrument, InstrumentStatus.AUCTION, "")));
        }
        exchange.deposit(Market.MAKER, Exchange.BTC, "1000");
        exchange.deposit(TAKER, Exchange.BTC, "1000");
        for (long id = 1; id <= 3; id++) {
            final long instrument = id;
            accept(exchange.trade(TAKER, c -> order(c, instrument, Side.BUY)));
            accept(exchange.trade(Market.MAKER, c -> order(c, instrument, Side.SELL)));
        }
        accept(all(InstrumentStatus.CANCEL_ONLY));
        market.take();
        market.assertRejected(RejectReason.BOOK_CROSSED, all(InstrumentStatus.OPEN));
    }

    @Test
    void shouldCheckDurations() {
        for (final long wrong : new long[] {-1, DAY + 1, Long.MIN_VALUE + 1, Long.MAX_VALUE}) {
            market.assertRejected(RejectReason.INVALID_DURATION, market.status(InstrumentStatus.HALTED, wrong));
            market.assertRejected(RejectReason.INVALID_DURATION, market.status(InstrumentStatus.AUCTION, wrong));
        }
        for (final InstrumentStatus status :
                new InstrumentStatus[] {InstrumentStatus.OPEN, InstrumentStatus.POST_ONLY, InstrumentStatus.CANCEL_ONLY
                }) {
            market.assertRejected(RejectReason.INVALID_DURATION, market.status(status, 1));
        }
        accept(market.status(InstrumentStatus.HALTED, 1));
        accept(market.status(InstrumentStatus.AUCTION, DAY));
        // Null, as a sender of schema version 0 leaves it, is none.
        accept(market.status(InstrumentStatus.AUCTION, Long.MIN_VALUE));
        assertThat(market.exchange.machine.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldKnowOnlyOpenAndHaltedBeforeVersion2() {
        final Exchange old = Exchange.opened();
        for (final InstrumentStatus status : new InstrumentStatus[] {
            InstrumentStatus.POST_ONLY, InstrumentStatus.CANCEL_ONLY, InstrumentStatus.AUCTION
        }) {
            assertThat(old.operate(c -> c.setInstrumentStatus(1, status, "")).reason())
                    .isEqualTo(RejectReason.UNSUPPORTED);
        }
        assertThat(old.operate(c -> c.setInstrumentStatus(1, InstrumentStatus.HALTED, 1, ""))
                        .reason())
                .isEqualTo(RejectReason.UNSUPPORTED);
        assertThat(old.operate(c -> c.setInstrumentRules(1, 100_000_000, 1, 0, 0, 0, ""))
                        .reason())
                .isEqualTo(RejectReason.UNSUPPORTED);
        accept(old.operate(c -> c.setInstrumentStatus(1, InstrumentStatus.HALTED, "")));
        accept(old.operate(c -> c.setInstrumentStatus(1, InstrumentStatus.OPEN, "")));
    }

    private static byte[] order(final Commands commands, final long instrument, final Side side) {
        final long one = 100_000_000;
        return commands.newOrder(
                instrument, side, OrderType.LIMIT, TimeInForce.GTC, instrument == 3 ? 100 : 100 * one, one, "");
    }

    private Answer all(final InstrumentStatus status) {
        return market.exchange.operate(c -> c.setInstrumentStatus(0, status, "all"));
    }
}
