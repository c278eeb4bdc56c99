package io.unidatum.exchange.ledger;

import io.unidatum.exchange.history.RandomHistory;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.OrderPlace;
import io.unidatum.exchange.sbe.snapshot.BalanceStateDecoder;
import io.unidatum.exchange.sbe.snapshot.InstrumentStateDecoder;
import io.unidatum.exchange.sbe.snapshot.OrderStateDecoder;
import io.unidatum.exchange.sbe.snapshot.PositionStateDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The real state machine under random commands, its journal in memory, and its own word on its state. */
final class RandomExchange {
    private final TestJournal journal = new TestJournal();
    private final RandomHistory history;

    RandomExchange(final long seed) {
        this(seed, 3);
    }

    RandomExchange(final long seed, final int encodingVersion) {
        history = new RandomHistory(
                seed,
                encodingVersion,
                (buffer, offset, length, firstSequence, count, chainHash, position) ->
                        journal.append(buffer, offset, length));
    }

    TestJournal journal() {
        return journal;
    }

    void run(final int commands) {
        history.run(commands);
    }

    /** Balances as the state machine has them, {@code account|asset|available|held}. */
    List<String> balances() {
        final BalanceStateDecoder decoder = new BalanceStateDecoder();
        return lines(BalanceStateDecoder.TEMPLATE_ID, (buffer, header) -> {
            decoder.wrapAndApplyHeader(buffer, 0, header);
            return decoder.available() == 0 && decoder.held() == 0
                    ? null
                    : decoder.account() + "|" + decoder.assetId() + "|" + decoder.available() + "|" + decoder.held();
        });
    }

    /**
     * Open orders as the state machine has them, {@code id|account|price|quantity|filled|notional|fee|flags}, and what
     * only some have: {@code display|expires (us)|waits in}.
     */
    List<String> openOrders() {
        final OrderStateDecoder decoder = new OrderStateDecoder();
        return lines(OrderStateDecoder.TEMPLATE_ID, (buffer, header) -> {
            decoder.wrapAndApplyHeader(buffer, 0, header);
            return decoder.orderId() + "|" + decoder.account() + "|" + decoder.price() + "|" + decoder.quantity()
                    + "|" + (decoder.quantity() - decoder.leaves()) + "|"
                    + (decoder.makerNotional() + decoder.takerNotional()) + "|" + decoder.fee() + "|"
                    + decoder.flags().getRaw() + "|" + decoder.displayQuantity() + "|" + decoder.expireTime() / 1_000
                    + "|" + (decoder.place() == OrderPlace.BOOK ? "book" : "trigger");
        });
    }

    /** Positions that there are or were, {@code account|instrument|quantity|cost|realised}. */
    List<String> positions() {
        final PositionStateDecoder decoder = new PositionStateDecoder();
        return lines(PositionStateDecoder.TEMPLATE_ID, (buffer, header) -> {
            decoder.wrapAndApplyHeader(buffer, 0, header);
            return decoder.quantity() == 0 && decoder.realised() == 0
                    ? null
                    : decoder.account() + "|" + decoder.instrumentId() + "|" + decoder.quantity() + "|" + decoder.cost()
                            + "|" + decoder.realised();
        });
    }

    /** Limits that accounts have in instruments, {@code account|instrument|quantity|notional|position}. */
    List<String> limits() {
        final PositionStateDecoder decoder = new PositionStateDecoder();
        return lines(PositionStateDecoder.TEMPLATE_ID, (buffer, header) -> {
            decoder.wrapAndApplyHeader(buffer, 0, header);
            return decoder.maxOrderQuantity() == 0 && decoder.maxOrderNotional() == 0 && decoder.maxPosition() == 0
                    ? null
                    : decoder.account() + "|" + decoder.instrumentId() + "|" + decoder.maxOrderQuantity() + "|"
                            + decoder.maxOrderNotional() + "|" + decoder.maxPosition();
        });
    }

    /** Instruments, {@code id|status|until (us)|largest order|band|collar|halt|auction}. */
    List<String> instruments() {
        final InstrumentStateDecoder decoder = new InstrumentStateDecoder();
        return lines(InstrumentStateDecoder.TEMPLATE_ID, (buffer, header) -> {
            decoder.wrapAndApplyHeader(buffer, 0, header);
            return decoder.instrumentId() + "|" + decoder.statusRaw() + "|" + decoder.statusUntil() / 1_000 + "|"
                    + decoder.maxOrderQuantity() + "|" + decoder.protectionBand() + "|" + decoder.collar() + "|"
                    + decoder.haltDurationNs() + "|" + decoder.auctionDurationNs();
        });
    }

    private List<String> lines(final int templateId, final LineMaker maker) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final List<String> lines = new ArrayList<>();
        history.machine().takeSnapshot((buffer, offset, length) -> {
            header.wrap(buffer, offset);
            if (header.templateId() == templateId) {
                Stream.ofNullable(maker.line(new UnsafeBuffer(buffer, offset, length), header))
                        .forEach(lines::add);
            }
        });
        return lines.stream().sorted().toList();
    }

    @FunctionalInterface
    private interface LineMaker {
        String line(DirectBuffer buffer, MessageHeaderDecoder header);
    }
}
