package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.book.PriceLevel;
import io.unidatum.exchange.sbe.order.AmendOrderDecoder;
import io.unidatum.exchange.sbe.order.CancelOrderDecoder;
import io.unidatum.exchange.sbe.order.NewOrderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Reads what a trading command will need before it is carried out, so that the processor fetches all of it from memory
 * at the same time. Carried out step by step, each look-up would wait for the one before: with a million accounts and
 * orders hardly any of it is in a cache. Changes nothing, and nothing depends on what it reads.
 */
final class Lookahead {
    private static final int ORDER_ID = CancelOrderDecoder.orderIdEncodingOffset();
    private static final int INSTRUMENT_ID = NewOrderDecoder.instrumentIdEncodingOffset();
    private static final int SIDE = NewOrderDecoder.sideEncodingOffset();
    private static final int PRICE = NewOrderDecoder.priceEncodingOffset();
    private static final int CLIENT_ORDER_ID = NewOrderDecoder.clientOrderIdEncodingOffset();
    private static final long UNSIGNED_INT = 0xffff_ffffL;

    private final ExchangeState state;
    private final ClientOrderId clientOrderId = new ClientOrderId();
    /** Keeps what is read from being optimised away. */
    private long sum;

    Lookahead(final ExchangeState state) {
        this.state = state;
    }

    /** Reads for a well-formed command. */
    void read(final Command command) {
        long read = state.requests.touch(command.requestIdHigh(), command.requestIdLow());
        final Account account = state.accounts.get(command.account());
        if (account != null) {
            read += account.touch();
            switch (command.templateId()) {
                case NewOrderDecoder.TEMPLATE_ID -> read += readNewOrder(command, account);
                case CancelOrderDecoder.TEMPLATE_ID, AmendOrderDecoder.TEMPLATE_ID -> read += readOrder(command);
                default -> read++;
            }
        }
        sum = read;
    }

    long sum() {
        return sum;
    }

    private long readNewOrder(final Command command, final Account account) {
        final DirectBuffer buffer = command.buffer();
        final int block = command.blockOffset();
        clientOrderId.read(buffer, block + CLIENT_ORDER_ID);
        long read = state.openOrders.touch(account, clientOrderId);
        final Instrument instrument =
                state.instruments.get(buffer.getInt(block + INSTRUMENT_ID, ByteOrder.LITTLE_ENDIAN) & UNSIGNED_INT);
        final long price = buffer.getLong(block + PRICE, ByteOrder.LITTLE_ENDIAN);
        if (instrument != null && price > 0) {
            final BookSide side = buffer.getByte(block + SIDE) == 1 ? BookSide.BUY : BookSide.SELL;
            final PriceLevel level = instrument.book.level(side, price / instrument.tickSize);
            read += level == null ? 1 : level.touch();
        }
        return read;
    }

    private long readOrder(final Command command) {
        final long orderId = command.buffer().getLong(command.blockOffset() + ORDER_ID, ByteOrder.LITTLE_ENDIAN);
        return orderId == 0 ? 0 : state.openOrders.touch(orderId);
    }
}
