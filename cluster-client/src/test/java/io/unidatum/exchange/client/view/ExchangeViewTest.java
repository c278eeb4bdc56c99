package io.unidatum.exchange.client.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.node.TestCommands;
import io.unidatum.exchange.protocol.ReservedAccounts;
import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ExchangeViewTest {
    private static final long ONE = StateMachineFixture.ONE;
    private static final long ALICE = StateMachineFixture.FIRST_ACCOUNT;
    private static final long BOB = ALICE + 1;

    @Property(tries = 20)
    void shouldBeWhatTheStateMachineIs(@ForAll final long seed) {
        final Random random = new Random(seed);
        final ExchangeView fromTheBeginning = new ExchangeView();
        final StateMachineFixture exchange = new StateMachineFixture(fromTheBeginning, 4);
        trade(exchange, random, 150);

        final ExchangeView fromAnImage = new ExchangeView();
        exchange.snapshot(fromAnImage);
        assertThat(ViewText.of(fromTheBeginning)).isEqualTo(ViewText.of(fromAnImage));

        exchange.alsoTo(fromAnImage);
        trade(exchange, random, 150);
        final ExchangeView fromTheLastImage = new ExchangeView();
        exchange.snapshot(fromTheLastImage);
        assertThat(ViewText.of(fromTheBeginning)).isEqualTo(ViewText.of(fromTheLastImage));
        assertThat(ViewText.of(fromAnImage)).isEqualTo(ViewText.of(fromTheLastImage));
    }

    @Test
    void shouldKnowAnOrderFromAcceptanceToItsLastFill() {
        final ExchangeView view = new ExchangeView();
        final StateMachineFixture exchange = new StateMachineFixture(view, 2);
        final long resting = exchange.trade(TestCommands.limitOrder(ALICE, 1, Side.SELL, 100 * ONE, 10 * ONE))
                .orderId();
        assertThat(view.order(resting).status()).isEqualTo(OrderStatus.NEW);
        assertThat(view.account(ALICE).balance(StateMachineFixture.DEC).held()).isEqualTo(10 * ONE);

        final long taking = exchange.trade(TestCommands.limitOrder(BOB, 1, Side.BUY, 100 * ONE, 4 * ONE))
                .orderId();
        assertThat(view.order(resting).status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(view.order(resting).leaves()).isEqualTo(6 * ONE);
        assertThat(view.account(ALICE).openOrders()).containsExactly(view.order(resting));
        final OrderView taker = view.order(taking);
        assertThat(taker.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(taker.filledNotional()).isEqualTo(400 * ONE);
        assertThat(taker.fee()).isEqualTo(400 * ONE / 500);
        assertThat(taker.isOpen()).isFalse();
        assertThat(taker.fills()).hasSize(1);
        assertThat(taker.fills().get(0).maker()).isFalse();
        assertThat(view.account(BOB).openOrders()).isEmpty();
        assertThat(view.account(BOB).closedOrders()).containsExactly(taker);
        assertThat(view.account(BOB).fills()).containsExactlyElementsOf(taker.fills());
        assertThat(view.account(ALICE).fills()).singleElement().satisfies(fill -> assertThat(fill.maker())
                .isTrue());
        assertThat(view.instrument("DEC/USD").lastPrice()).isEqualTo(100 * ONE);
        // 0.1 % of the maker's and 0.2 % of the taker's 400 USD.
        assertThat(view.account(ReservedAccounts.FEES)
                        .balance(StateMachineFixture.USD)
                        .available())
                .isEqualTo(400 * ONE / 1_000 * 3);

        exchange.trade(TestCommands.cancelOrder(ALICE, resting));
        assertThat(view.order(resting).status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(view.order(resting).cancelReason()).isEqualTo(CancelReason.USER);
        assertThat(view.order(resting).filledQuantity()).isEqualTo(4 * ONE);
        assertThat(view.account(ALICE).balance(StateMachineFixture.DEC).held()).isZero();
    }

    @Test
    void shouldForgetTheOldestClosedOrdersAndFills() {
        final ExchangeView view = new ExchangeView(2, 3, 1);
        final StateMachineFixture exchange = new StateMachineFixture(view, 2);
        final List<Long> ids = new ArrayList<>();
        exchange.trade(TestCommands.limitOrder(ALICE, 1, Side.SELL, 100 * ONE, 50 * ONE));
        for (int i = 0; i < 5; i++) {
            ids.add(exchange.trade(TestCommands.limitOrder(BOB, 1, Side.BUY, 100 * ONE, ONE))
                    .orderId());
        }
        assertThat(view.account(BOB).closedOrders())
                .extracting(OrderView::orderId)
                .containsExactly(ids.get(4), ids.get(3));
        assertThat(view.order(ids.get(0))).isNull();
        assertThat(view.account(BOB).fills()).hasSize(3);
        final OrderView resting = view.account(ALICE).openOrders().iterator().next();
        assertThat(resting.fills()).hasSize(1);
        assertThat(resting.filledQuantity()).isEqualTo(5 * ONE);
    }

    @Test
    void shouldTellItsListenerWhatChangedInOrder() {
        final List<String> told = new ArrayList<>();
        final ExchangeView view = new ExchangeView();
        final StateMachineFixture exchange = new StateMachineFixture(view, 2);
        view.listener(new ExchangeViewListener() {
            @Override
            public void onOrder(final OrderView order) {
                told.add("order " + order.account() + " " + order.status());
            }

            @Override
            public void onFill(final OrderView order, final FillView fill) {
                told.add("fill " + fill.account() + " " + fill.quantity() / ONE);
            }

            @Override
            public void onBalance(final BalanceView balance) {
                told.add("balance " + balance.account() + " " + balance.assetId());
            }

            @Override
            public void onInstrument(final InstrumentView instrument) {
                told.add("instrument " + instrument.symbol() + " " + instrument.status());
            }

            @Override
            public void onFrameEnd(final long lastSequence, final boolean lastOfCommand) {
                assertThat(lastSequence).isEqualTo(view.sequence());
                told.add("end " + lastOfCommand);
            }
        });
        exchange.trade(TestCommands.limitOrder(ALICE, 1, Side.SELL, 100 * ONE, ONE));
        exchange.trade(TestCommands.limitOrder(BOB, 1, Side.BUY, 100 * ONE, ONE));
        exchange.administer(TestCommands.setInstrumentStatus(1, InstrumentStatus.HALTED));
        assertThat(told)
                .containsExactly(
                        "order 1001 NEW",
                        "balance 1001 1",
                        "end true",
                        "order 1002 NEW",
                        "balance 1002 2",
                        "fill 1001 1",
                        "order 1001 FILLED",
                        "fill 1002 1",
                        "order 1002 FILLED",
                        "balance 1001 1",
                        "balance 1001 2",
                        "balance 1002 1",
                        "balance 1002 2",
                        "balance 1 2",
                        "end true",
                        "instrument DEC/USD HALTED",
                        "end true");
    }

    /** Random orders around one price by four accounts, some of which trade, some rest, some are refused; cancels. */
    private static void trade(final StateMachineFixture exchange, final Random random, final int commands) {
        final List<long[]> orders = new ArrayList<>();
        for (int i = 0; i < commands; i++) {
            final long account = ALICE + random.nextInt(4);
            if (random.nextInt(4) == 0 && !orders.isEmpty()) {
                final long[] order = orders.get(random.nextInt(orders.size()));
                exchange.trade(TestCommands.cancelOrder(order[0], order[1]));
            } else {
                final boolean isMarket = random.nextInt(8) == 0;
                final long orderId = exchange.trade(TestCommands.order(
                                account,
                                1,
                                random.nextBoolean() ? Side.BUY : Side.SELL,
                                isMarket ? OrderType.MARKET : OrderType.LIMIT,
                                isMarket || random.nextInt(4) == 0 ? TimeInForce.IOC : TimeInForce.GTC,
                                isMarket ? 0 : (95 + random.nextInt(10)) * ONE,
                                (1 + random.nextInt(2_000)) * ONE / 100))
                        .orderId();
                if (orderId != 0) {
                    orders.add(new long[] {account, orderId});
                }
            }
        }
    }
}
