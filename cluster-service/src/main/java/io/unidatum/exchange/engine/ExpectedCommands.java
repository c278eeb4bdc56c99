package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.CommandHeaderDecoder;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.AmendOrderDecoder;
import io.unidatum.exchange.sbe.order.CancelOrderDecoder;
import io.unidatum.exchange.sbe.order.NewOrderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * What a {@link Lookahead} needs to know of a group of commands that are expected next. They have not been checked: a
 * field that is read here lies within the command, and nothing else is known of it.
 */
final class ExpectedCommands {
    /** Most commands in a group. */
    static final int SIZE = 64;

    /** Instead of a price: there is no level to look up. */
    static final long NO_PRICE = 0;

    private static final int BLOCK = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int HEADER_END = BLOCK + CommandHeaderDecoder.ENCODED_LENGTH;
    private static final int TEMPLATE_ID = MessageHeaderDecoder.templateIdEncodingOffset();
    private static final int REQUEST_ID_HIGH = BLOCK + CommandHeaderDecoder.requestIdHighEncodingOffset();
    private static final int REQUEST_ID_LOW = BLOCK + CommandHeaderDecoder.requestIdLowEncodingOffset();
    private static final int ACCOUNT = BLOCK + CommandHeaderDecoder.accountEncodingOffset();

    private static final int NEW_ORDER_END = BLOCK + NewOrderDecoder.trailingOffsetEncodingOffset();
    private static final int INSTRUMENT_ID = BLOCK + NewOrderDecoder.instrumentIdEncodingOffset();
    private static final int SIDE = BLOCK + NewOrderDecoder.sideEncodingOffset();
    private static final int TIME_IN_FORCE = BLOCK + NewOrderDecoder.timeInForceEncodingOffset();
    private static final int PRICE = BLOCK + NewOrderDecoder.priceEncodingOffset();
    private static final int NEW_CLIENT_ORDER_ID = BLOCK + NewOrderDecoder.clientOrderIdEncodingOffset();

    private static final int CANCEL_END = BLOCK + CancelOrderDecoder.BLOCK_LENGTH;
    private static final int AMEND_END = BLOCK + AmendOrderDecoder.newStopPriceEncodingOffset();
    /** The same in a cancel and an amendment. */
    private static final int ORDER_ID = BLOCK + CancelOrderDecoder.orderIdEncodingOffset();

    private static final int CLIENT_ORDER_ID = BLOCK + CancelOrderDecoder.clientOrderIdEncodingOffset();
    private static final int NEW_PRICE = BLOCK + AmendOrderDecoder.newPriceEncodingOffset();
    private static final long UNSIGNED_INT = 0xffff_ffffL;

    final long[] requestHashes = new long[SIZE];
    final long[] accounts = new long[SIZE];
    /** Where a command's order id or client order id is looked up, and the hash under which. */
    final HashIndex[] indexes = new HashIndex[SIZE];

    final long[] orderHashes = new long[SIZE];
    /** Whether an order is expected to be found there: not for a new one. */
    final boolean[] namesOrder = new boolean[SIZE];

    /** Of new orders; else {@link Long#MIN_VALUE}, which no instrument has. */
    final long[] instruments = new long[SIZE];

    final boolean[] buys = new boolean[SIZE];
    final boolean[] takes = new boolean[SIZE];
    /** Where a new order will stand, or an amended one. */
    final long[] prices = new long[SIZE];

    private final ClientOrderId clientOrderId = new ClientOrderId();
    private final OpenOrders openOrders;
    private final KeyedHash hashing;
    private int count;

    ExpectedCommands(final OpenOrders openOrders, final KeyedHash hashing) {
        this.openOrders = openOrders;
        this.hashing = hashing;
    }

    int count() {
        return count;
    }

    void clear() {
        count = 0;
    }

    /** Notes a command, if it looks like one. {@return whether there is room for another} */
    boolean add(final DirectBuffer buffer, final int offset, final int length) {
        if (count == SIZE) {
            return false;
        }
        final int i = count++;
        indexes[i] = openOrders.byIdIndex();
        orderHashes[i] = 0;
        namesOrder[i] = false;
        instruments[i] = Long.MIN_VALUE;
        takes[i] = false;
        prices[i] = NO_PRICE;
        if (length < HEADER_END || offset < 0 || length > buffer.capacity() - offset) {
            requestHashes[i] = 0;
            accounts[i] = -1;
            return count < SIZE;
        }
        requestHashes[i] = hashing.of(word(buffer, offset + REQUEST_ID_HIGH), word(buffer, offset + REQUEST_ID_LOW));
        accounts[i] = word(buffer, offset + ACCOUNT);
        final int templateId = buffer.getShort(offset + TEMPLATE_ID, ByteOrder.LITTLE_ENDIAN);
        if (templateId == NewOrderDecoder.TEMPLATE_ID) {
            if (length >= NEW_ORDER_END) {
                addNewOrder(i, buffer, offset);
            }
        } else if (templateId == CancelOrderDecoder.TEMPLATE_ID) {
            if (length >= CANCEL_END) {
                addOrder(i, buffer, offset);
            }
        } else if (templateId == AmendOrderDecoder.TEMPLATE_ID && length >= AMEND_END) {
            addOrder(i, buffer, offset);
            prices[i] = word(buffer, offset + NEW_PRICE);
        }
        return count < SIZE;
    }

    private void addNewOrder(final int i, final DirectBuffer buffer, final int offset) {
        lookUp(i, buffer, offset + NEW_CLIENT_ORDER_ID);
        instruments[i] = buffer.getInt(offset + INSTRUMENT_ID, ByteOrder.LITTLE_ENDIAN) & UNSIGNED_INT;
        buys[i] = buffer.getByte(offset + SIDE) == 1;
        final int timeInForce = buffer.getByte(offset + TIME_IN_FORCE);
        takes[i] = timeInForce == TimeInForce.IOC.value() || timeInForce == TimeInForce.FOK.value();
        prices[i] = word(buffer, offset + PRICE);
    }

    private void addOrder(final int i, final DirectBuffer buffer, final int offset) {
        final long orderId = word(buffer, offset + ORDER_ID);
        if (orderId == 0) {
            lookUp(i, buffer, offset + CLIENT_ORDER_ID);
        } else {
            orderHashes[i] = OrderIndex.hash(orderId);
        }
        namesOrder[i] = true;
    }

    private void lookUp(final int i, final DirectBuffer buffer, final int offset) {
        clientOrderId.read(buffer, offset);
        indexes[i] = openOrders.byClientIdIndex();
        orderHashes[i] = (int) clientOrderId.hash(hashing, accounts[i]);
    }

    private static long word(final DirectBuffer buffer, final int index) {
        return buffer.getLong(index, ByteOrder.LITTLE_ENDIAN);
    }
}
