package io.unidatum.exchange.benchmarks.book;

import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.cmd.OrderCommandType;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.orderbook.IOrderBook;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;

/**
 * exchange-core's direct order book, set up as its own performance tests set it up: a futures symbol, the default test
 * pool, events that are not pooled (that version has no other kind), one command object that is filled anew for each
 * message.
 */
final class ExchangeCoreEngine implements BookEngine {
    private static final int SYMBOL = 5991;

    private final IOrderBook book = new OrderBookDirectImpl(
            CoreSymbolSpecification.builder()
                    .symbolId(SYMBOL)
                    .type(SymbolType.FUTURES_CONTRACT)
                    .baseCurrency(978)
                    .quoteCurrency(840)
                    .baseScaleK(1)
                    .quoteScaleK(1)
                    .marginBuy(2200)
                    .marginSell(3210)
                    .takerFee(0)
                    .makerFee(0)
                    .build(),
            ObjectsPool.createDefaultTestPool(),
            OrderBookEventsHelper.NON_POOLED_EVENTS_HELPER,
            LoggingConfiguration.DEFAULT);
    private final OrderCommand command = new OrderCommand();

    @Override
    public String name() {
        return "exchange-core";
    }

    @Override
    public void run(final Flow flow, final int from, final int to, final TradeDigest digest) {
        final long[] words = flow.words();
        for (int at = from * Flow.STRIDE, end = to * Flow.STRIDE; at < end; at += Flow.STRIDE) {
            final long head = words[at];
            command.orderId = words[at + 1];
            command.price = words[at + 2];
            command.reserveBidPrice = command.price;
            command.size = words[at + 3];
            command.uid = Flow.user(head);
            command.resultCode = CommandResultCode.VALID_FOR_MATCHING_ENGINE;
            switch (Flow.kind(head)) {
                case Flow.NEW_GTC -> place(OrderType.GTC, Flow.isSell(head));
                case Flow.NEW_IOC -> place(OrderType.IOC, Flow.isSell(head));
                case Flow.CANCEL -> command.command = OrderCommandType.CANCEL_ORDER;
                case Flow.REDUCE -> command.command = OrderCommandType.REDUCE_ORDER;
                default -> command.command = OrderCommandType.MOVE_ORDER;
            }
            process(digest);
        }
    }

    @Override
    public void sweep(final boolean sell, final long orderId, final TradeDigest digest) {
        command.orderId = orderId;
        command.price = sell ? 1 : Long.MAX_VALUE;
        command.reserveBidPrice = command.price;
        command.size = Long.MAX_VALUE;
        command.uid = Integer.MAX_VALUE;
        command.resultCode = CommandResultCode.VALID_FOR_MATCHING_ENGINE;
        place(OrderType.IOC, sell);
        process(digest);
    }

    private void place(final OrderType type, final boolean sell) {
        command.command = OrderCommandType.PLACE_ORDER;
        command.orderType = type;
        command.action = sell ? OrderAction.ASK : OrderAction.BID;
    }

    private void process(final TradeDigest digest) {
        final CommandResultCode result = IOrderBook.processCommand(book, command);
        if (result != CommandResultCode.SUCCESS) {
            throw new IllegalStateException("order " + command.orderId + " of the flow: " + result);
        }
        for (MatcherTradeEvent event = command.matcherEvent; event != null; event = event.nextEvent) {
            if (event.eventType == MatcherEventType.TRADE) {
                digest.add(event.matchedOrderId, command.orderId, event.price, event.size);
            }
        }
        command.matcherEvent = null;
    }
}
