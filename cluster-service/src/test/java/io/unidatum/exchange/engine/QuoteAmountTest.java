package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Exchange.d;
import static io.unidatum.exchange.engine.Market.MAKER;
import static io.unidatum.exchange.engine.Market.TAKER;
import static io.unidatum.exchange.engine.OrderMessage.forAmount;
import static io.unidatum.exchange.engine.OrderMessage.limit;
import static io.unidatum.exchange.sbe.common.Side.BUY;
import static io.unidatum.exchange.sbe.common.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.RejectReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Market buys that say what they may cost instead of how much they buy. */
class QuoteAmountTest {
    private final Market market = new Market();

    @AfterEach
    void shouldHoldWhatOrdersNeed() {
        Invariants.check(market.exchange.machine.state(), "at the end");
    }

    @Test
    void shouldBuyWhatTheAmountPaysForFeesIncluded() {
        market.sell("1", "100"); // 1
        market.sell("5", "101"); // 2
        market.take();
        final Answer answer = send(TAKER, forAmount("250"));

        // Without the fee of 0.2 % there are 249.50099800 to spend: 1 at 100, then 1.48 at 101.
        assertThat(answer.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(answer.filledQuantity()).isEqualTo(d("2.48"));
        assertThat(answer.filledNotional()).isEqualTo(d("249.48"));
        assertThat(answer.fee()).isEqualTo(d("0.49896"));
        final Event.Accepted accepted =
                (Event.Accepted) market.exchange.journal.take().get(0);
        assertThat(accepted.quantity()).isEqualTo(d("2.48"));
        assertThat(accepted.held()).isEqualTo(d("250"));
        assertThat(accepted.price()).isEqualTo(d("110"));
    }

    @Test
    void shouldSayItsAmountAndHoldExactlyThat() {
        market.sell("1", "100"); // 1
        market.take();
        send(TAKER, forAmount("250"));

        // 149.50 beyond the only offer, at the worst price 110: 1.35 more that nobody sells.
        market.assertEvents(
                "accepted 2",
                "terms 2 amount 250",
                "traded 1/2 1 @ 100 BUY fees 0.1/0.2",
                "cancelled 2 1.35 NO_LIQUIDITY");
        final Account taker = market.exchange.machine.state().accounts.get(TAKER);
        final Asset usd = market.exchange.machine.state().assets.get(Exchange.USD);
        assertThat(taker.held(usd)).isZero();
        assertThat(taker.available(usd)).isEqualTo(d("100000000") - d("100.2"));
    }

    @Test
    void shouldNeverCostMoreWhateverDisappearsOnTheWay() {
        // Reduce-only offers may turn out to be nothing: they do not count.
        market.buy("2", "90"); // 1
        market.sell("2", "90"); // 2: the taker has 2, the maker is short of 2
        accept(send(TAKER, limit(SELL, "2", "100").reduceOnly())); // 3
        market.sell("5", "105"); // 4
        market.take();
        final Answer answer = send(MAKER, forAmount("210").preventing(SelfTradePrevention.CANCEL_OLDEST));

        // By the worst price alone (110), since its own offer at 105 does not count either: 1.90.
        assertThat(answer.filledQuantity()).isEqualTo(d("1.9"));
        assertThat(answer.filledNotional()).isEqualTo(d("190"));
    }

    @Test
    void shouldRefuseAnAmountThatMakesNoSense() {
        final RejectReason invalid = RejectReason.INVALID_QUOTE_AMOUNT;
        market.assertRejected(RejectReason.NO_LIQUIDITY, send(TAKER, forAmount("100")));
        market.sell("1", "100");
        market.take();
        market.assertRejected(invalid, send(TAKER, forAmount("1.001")));
        market.assertRejected(invalid, send(TAKER, forAmount("-1")));
        market.assertRejected(invalid, send(TAKER, forAmount("100").quantity("1")));
        market.assertRejected(invalid, send(TAKER, limit(BUY, "0", "100").amount("100")));
        market.assertRejected(
                invalid, send(TAKER, OrderMessage.market(SELL, "0").amount("100")));
        market.assertRejected(
                RejectReason.UNSUPPORTED, send(TAKER, forAmount("100").in(TimeInForce.FOK)));
        market.assertRejected(RejectReason.INSUFFICIENT_BALANCE, send(TAKER, forAmount("100000001")));
        accept(send(TAKER, forAmount("1.002")));
    }

    @Test
    void shouldBuyNoMoreThanTheLargestOrder() {
        accept(market.exchange.operate(c -> c.setInstrumentRules(Exchange.DEC_USD, d("2"), 100_000, 0, 0, 0, "")));
        market.sell("2", "100");
        market.sell("2", "100");
        assertThat(send(TAKER, forAmount("1000")).filledQuantity()).isEqualTo(d("2"));
    }

    private Answer send(final long account, final OrderMessage message) {
        return market.exchange.trade(account, message);
    }
}
