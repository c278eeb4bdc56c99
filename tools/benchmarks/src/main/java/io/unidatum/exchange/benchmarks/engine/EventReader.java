package io.unidatum.exchange.benchmarks.engine;

import io.unidatum.exchange.protocol.JournalLayout;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.event.JournalFrameDecoder;
import io.unidatum.exchange.sbe.event.OrderAmendedDecoder;
import io.unidatum.exchange.sbe.event.OrderCancelledDecoder;
import io.unidatum.exchange.sbe.event.OrderRestedDecoder;
import io.unidatum.exchange.sbe.event.TradeDecoder;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;

/** Keeps {@link Books} as the events of the generator's journal say, and counts. */
final class EventReader {
    private static final int FRAME_ALIGNMENT = 32;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final JournalFrameDecoder frame = new JournalFrameDecoder();
    private final OrderRestedDecoder rested = new OrderRestedDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();
    private final OrderAmendedDecoder amended = new OrderAmendedDecoder();
    private final Books books;
    private final RecordingRing ring;
    private long position;
    private long trades;
    private long events;

    /** Of the command whose events are read. */
    private int account;

    private long clientNumber;
    private int filled;

    EventReader(final Books books, final RecordingRing ring) {
        this.books = books;
        this.ring = ring;
        position = ring.position();
    }

    long trades() {
        return trades;
    }

    long events() {
        return events;
    }

    /** Reads what has been written since the last time. */
    void read(final int commandAccount, final long commandClientNumber) {
        account = commandAccount;
        clientNumber = commandClientNumber;
        filled = 0;
        while (position < ring.position()) {
            final int index = RecordingRing.index(position);
            final int length = ring.terms().getInt(index);
            if (length == 0) {
                position += JournalLayout.TERM_LENGTH - (position & (JournalLayout.TERM_LENGTH - 1));
            } else {
                readFrame(index + JournalLayout.DATA_HEADER_LENGTH);
                position += BitUtil.align(length, FRAME_ALIGNMENT);
            }
        }
    }

    private void readFrame(final int offset) {
        final DirectBuffer buffer = ring.terms();
        frame.wrapAndApplyHeader(buffer, offset, header);
        final int count = frame.count();
        int at = offset + MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        for (int i = 0; i < count; i++) {
            header.wrap(buffer, at);
            readEvent(buffer, at);
            at += MessageHeaderDecoder.ENCODED_LENGTH + header.wrap(buffer, at).blockLength();
        }
        events += count;
    }

    private void readEvent(final DirectBuffer buffer, final int at) {
        switch (header.templateId()) {
            case OrderRestedDecoder.TEMPLATE_ID -> {
                rested.wrapAndApplyHeader(buffer, at, header);
                final int book = Books.book((int) rested.instrumentId() - 1, rested.side() == Side.BUY);
                books.add(
                        rested.orderId(),
                        clientNumber,
                        account,
                        book,
                        (int) (rested.price() / Twin.TICK),
                        (int) (rested.quantity() / Twin.LOT),
                        filled);
            }
            case TradeDecoder.TEMPLATE_ID -> {
                trade.wrapAndApplyHeader(buffer, at, header);
                trades++;
                final int maker = books.index(trade.makerOrderId());
                if (trade.makerLeaves() == 0) {
                    books.remove(maker);
                } else {
                    books.fill(maker, (int) (trade.makerLeaves() / Twin.LOT));
                }
            }
            case OrderCancelledDecoder.TEMPLATE_ID -> {
                final int index = books.index(
                        cancelled.wrapAndApplyHeader(buffer, at, header).orderId());
                if (index >= 0) {
                    books.remove(index);
                }
            }
            case OrderAmendedDecoder.TEMPLATE_ID -> {
                amended.wrapAndApplyHeader(buffer, at, header);
                readAmended(books.index(amended.orderId()));
            }
            default -> {
                // Nothing that changes a book.
            }
        }
    }

    private void readAmended(final int index) {
        if (amended.oldPrice() == amended.newPrice() && amended.newLeaves() < amended.oldLeaves()) {
            books.setLots(index, (int) (amended.newLeaves() / Twin.LOT));
        } else {
            // It leaves the book; OrderRested follows.
            clientNumber = books.clientNumber(index);
            account = books.account(index);
            filled = books.filled(index);
            books.remove(index);
        }
    }
}
