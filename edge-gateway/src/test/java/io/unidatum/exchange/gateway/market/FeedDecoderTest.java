package io.unidatum.exchange.gateway.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.marketdata.BookSnapshotEncoder;
import io.unidatum.exchange.sbe.marketdata.BookUpdateEncoder;
import io.unidatum.exchange.sbe.marketdata.TradeReportEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

class FeedDecoderTest {
    private final FeedDecoder decoder = new FeedDecoder();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    @Test
    void shouldLetUpdatesThroughOnlyBehindASnapshotAndWithoutAGap() {
        assertThat(update(1, 1)).isEmpty();
        assertThat(snapshot(5, false)).hasSize(1);
        assertThat(snapshot(5, false)).as("nothing new").isEmpty();
        assertThat(update(4, 5)).as("known already").isEmpty();
        assertThat(update(5, 7)).as("partly known").hasSize(1);
        assertThat(update(8, 8)).hasSize(1);
        assertThat(update(10, 10)).as("9 is missing").isEmpty();
        assertThat(update(11, 11)).isEmpty();
        assertThat(decoder.gaps()).isEqualTo(1);
        assertThat(snapshot(7, false)).as("older than what is known").isEmpty();
        assertThat(snapshot(11, true)).hasSize(1);
        assertThat(update(12, 12)).hasSize(1);
        assertThat(snapshot(12, true)).as("a cut book is made whole again").hasSize(1);
    }

    @Test
    void shouldTakeEachTradeOnce() {
        assertThat(trade(3)).hasSize(1);
        assertThat(trade(3)).isEmpty();
        assertThat(trade(2)).isEmpty();
        assertThat(trade(9)).hasSize(1);
    }

    @Test
    void shouldReadBothSidesOfASnapshotAndAnUpdate() {
        final FeedMessage.Book book = (FeedMessage.Book) snapshot(1, false).get(0);
        assertThat(book.bids().prices()).containsExactly(100, 99);
        assertThat(book.bids().quantities()).containsExactly(1, 2);
        assertThat(book.asks().prices()).containsExactly(101);
        final FeedMessage.Update update = (FeedMessage.Update) update(2, 2).get(0);
        assertThat(update.bids().prices()).containsExactly(100);
        assertThat(update.asks().quantities()).containsExactly(0);
    }

    private List<FeedMessage> snapshot(final long sequence, final boolean truncated) {
        final BookSnapshotEncoder encoder = new BookSnapshotEncoder().wrapAndApplyHeader(buffer, 0, header);
        encoder.instrumentId(1)
                .instrumentSequence(sequence)
                .time(1)
                .status(InstrumentStatus.OPEN)
                .truncated(truncated ? BooleanType.TRUE : BooleanType.FALSE);
        encoder.bidsCount(2)
                .next()
                .price(100)
                .quantity(1)
                .orderCount(1)
                .next()
                .price(99)
                .quantity(2)
                .orderCount(1);
        encoder.asksCount(1).next().price(101).quantity(3).orderCount(1);
        return decode(MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    private List<FeedMessage> update(final long first, final long last) {
        final BookUpdateEncoder encoder = new BookUpdateEncoder().wrapAndApplyHeader(buffer, 0, header);
        encoder.instrumentId(1).firstSequence(first).lastSequence(last).time(1).status(InstrumentStatus.OPEN);
        encoder.levelsCount(2)
                .next()
                .price(101)
                .quantity(0)
                .orderCount(0)
                .side(Side.SELL)
                .next()
                .price(100)
                .quantity(5)
                .orderCount(1)
                .side(Side.BUY);
        return decode(MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    private List<FeedMessage> trade(final long sequence) {
        final TradeReportEncoder encoder = new TradeReportEncoder().wrapAndApplyHeader(buffer, 0, header);
        encoder.instrumentId(1)
                .instrumentSequence(sequence)
                .tradeId(sequence)
                .price(1)
                .quantity(1);
        encoder.takerSide(Side.BUY).time(1);
        return decode(MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    private List<FeedMessage> decode(final int length) {
        final List<FeedMessage> out = new ArrayList<>();
        decoder.decode(buffer, 0, length, out);
        return out;
    }
}
