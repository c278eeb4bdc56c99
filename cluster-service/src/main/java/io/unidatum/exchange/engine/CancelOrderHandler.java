package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.order.CancelOrderDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;

/** CancelOrder: accepted whatever the status of the account or the instrument. */
final class CancelOrderHandler implements CommandHandler {
    private final CancelOrderDecoder decoder = new CancelOrderDecoder();
    private final ClientOrderId clientOrderId = new ClientOrderId();
    private final ExchangeState state;
    private final OrderExecution execution;

    CancelOrderHandler(final ExchangeState state, final OrderExecution execution) {
        this.state = state;
        this.execution = execution;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        decoder.wrap(command.buffer(), command.blockOffset(), command.blockLength(), command.version());
        final Account account = state.accounts.get(command.account());
        if (account == null) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        final int idOffset = decoder.offset() + CancelOrderDecoder.clientOrderIdEncodingOffset();
        final EngineOrder order = decoder.orderId() != 0
                ? state.openOrders.get(account, decoder.orderId())
                : state.openOrders.get(account, clientOrderId.read(decoder.buffer(), idOffset));
        if (order == null) {
            return RejectReason.UNKNOWN_ORDER;
        }
        execution.cancel(order, CancelReason.USER, outcome);
        return RejectReason.NONE;
    }
}
