package io.unidatum.exchange.engine;

import io.unidatum.exchange.engine.model.ModelEvent;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.WithdrawalState;
import io.unidatum.exchange.sbe.event.AccountChangedDecoder;
import io.unidatum.exchange.sbe.event.AccountLimitsChangedDecoder;
import io.unidatum.exchange.sbe.event.AuctionUncrossedDecoder;
import io.unidatum.exchange.sbe.event.BalanceChangedDecoder;
import io.unidatum.exchange.sbe.event.ConnectionChangedDecoder;
import io.unidatum.exchange.sbe.event.DeadManTimerSetDecoder;
import io.unidatum.exchange.sbe.event.InstrumentRulesChangedDecoder;
import io.unidatum.exchange.sbe.event.InstrumentStatusChangedDecoder;
import io.unidatum.exchange.sbe.event.OrderAcceptedDecoder;
import io.unidatum.exchange.sbe.event.OrderAmendedDecoder;
import io.unidatum.exchange.sbe.event.OrderCancelledDecoder;
import io.unidatum.exchange.sbe.event.OrderReducedDecoder;
import io.unidatum.exchange.sbe.event.OrderRefilledDecoder;
import io.unidatum.exchange.sbe.event.OrderRestedDecoder;
import io.unidatum.exchange.sbe.event.OrderTermsDecoder;
import io.unidatum.exchange.sbe.event.OrderTriggeredDecoder;
import io.unidatum.exchange.sbe.event.TradeDecoder;
import io.unidatum.exchange.sbe.event.WithdrawalEndedDecoder;
import io.unidatum.exchange.sbe.event.WithdrawalRequestedDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/**
 * What any reader of the journal may rely on: no gap in the sequences of instruments and accounts, and books that can
 * be kept from it, in which only the first in turn trades.
 */
final class JournalInvariants {
    final Map<Long, JournalBook> books = new HashMap<>();
    final StateInvariants state = new StateInvariants(this);
    private final Map<Long, Long> instrumentSequences = new HashMap<>();
    private final Map<Long, Long> accountSequences = new HashMap<>();

    void onEvents(final List<ModelEvent> events) {
        events.forEach(this::onEvent);
    }

    private void onEvent(final ModelEvent event) {
        switch (event.templateId()) {
            case InstrumentStatusChangedDecoder.TEMPLATE_ID -> {
                final InstrumentStatusChangedDecoder d = read(event, new InstrumentStatusChangedDecoder());
                ofInstrument(d.instrumentId(), d.instrumentSequence());
            }
            case InstrumentRulesChangedDecoder.TEMPLATE_ID -> {
                final InstrumentRulesChangedDecoder d = read(event, new InstrumentRulesChangedDecoder());
                ofInstrument(d.instrumentId(), d.instrumentSequence());
            }
            case AuctionUncrossedDecoder.TEMPLATE_ID -> {
                final AuctionUncrossedDecoder d = read(event, new AuctionUncrossedDecoder());
                ofInstrument(d.instrumentId(), d.instrumentSequence());
            }
            case AccountChangedDecoder.TEMPLATE_ID -> {
                final AccountChangedDecoder d = read(event, new AccountChangedDecoder());
                ofAccount(d.account(), d.accountSequence());
            }
            case AccountLimitsChangedDecoder.TEMPLATE_ID -> {
                final AccountLimitsChangedDecoder d = read(event, new AccountLimitsChangedDecoder());
                ofAccount(d.account(), d.accountSequence());
            }
            case ConnectionChangedDecoder.TEMPLATE_ID -> {
                final ConnectionChangedDecoder d = read(event, new ConnectionChangedDecoder());
                ofAccount(d.account(), d.accountSequence());
            }
            case DeadManTimerSetDecoder.TEMPLATE_ID -> {
                final DeadManTimerSetDecoder d = read(event, new DeadManTimerSetDecoder());
                ofAccount(d.account(), d.accountSequence());
            }
            case BalanceChangedDecoder.TEMPLATE_ID -> {
                final BalanceChangedDecoder d = read(event, new BalanceChangedDecoder());
                ofAccount(d.account(), d.accountSequence());
                state.credit(d.assetId(), d.amount());
            }
            case WithdrawalRequestedDecoder.TEMPLATE_ID -> {
                final WithdrawalRequestedDecoder d = read(event, new WithdrawalRequestedDecoder());
                ofAccount(d.account(), d.accountSequence());
            }
            case WithdrawalEndedDecoder.TEMPLATE_ID -> {
                final WithdrawalEndedDecoder d = read(event, new WithdrawalEndedDecoder());
                ofAccount(d.account(), d.accountSequence());
                if (d.state() == WithdrawalState.COMPLETED) {
                    state.credit(d.assetId(), -d.amount());
                    state.credit(d.assetId(), -d.networkFee());
                }
            }
            default -> onOrderEvent(event);
        }
    }

    private void onOrderEvent(final ModelEvent event) {
        switch (event.templateId()) {
            case OrderAcceptedDecoder.TEMPLATE_ID -> {
                final OrderAcceptedDecoder d = read(event, new OrderAcceptedDecoder());
                ofAccount(d.account(), d.accountSequence());
            }
            case OrderTermsDecoder.TEMPLATE_ID -> {
                final OrderTermsDecoder d = read(event, new OrderTermsDecoder());
                ofAccount(d.account(), d.accountSequence());
            }
            case OrderTriggeredDecoder.TEMPLATE_ID -> {
                final OrderTriggeredDecoder d = read(event, new OrderTriggeredDecoder());
                ofAccount(d.account(), d.accountSequence());
            }
            case OrderRestedDecoder.TEMPLATE_ID -> {
                final OrderRestedDecoder d = read(event, new OrderRestedDecoder());
                ofInstrument(d.instrumentId(), d.instrumentSequence()).onRested(d);
            }
            case OrderRefilledDecoder.TEMPLATE_ID -> {
                final OrderRefilledDecoder d = read(event, new OrderRefilledDecoder());
                ofInstrument(d.instrumentId(), d.instrumentSequence()).onRefilled(d);
            }
            case OrderCancelledDecoder.TEMPLATE_ID -> {
                final OrderCancelledDecoder d = read(event, new OrderCancelledDecoder());
                ofAccount(d.account(), d.accountSequence());
                ofInstrument(d.instrumentId(), d.instrumentSequence()).onCancelled(d);
            }
            case OrderReducedDecoder.TEMPLATE_ID -> {
                final OrderReducedDecoder d = read(event, new OrderReducedDecoder());
                ofAccount(d.account(), d.accountSequence());
                ofInstrument(d.instrumentId(), d.instrumentSequence()).onReduced(d);
            }
            case OrderAmendedDecoder.TEMPLATE_ID -> {
                final OrderAmendedDecoder d = read(event, new OrderAmendedDecoder());
                ofAccount(d.account(), d.accountSequence());
                ofInstrument(d.instrumentId(), d.instrumentSequence()).onAmended(d);
            }
            case TradeDecoder.TEMPLATE_ID -> {
                final TradeDecoder d = read(event, new TradeDecoder());
                ofAccount(d.makerAccount(), d.makerAccountSequence());
                ofAccount(d.takerAccount(), d.takerAccountSequence());
                ofInstrument(d.instrumentId(), d.instrumentSequence()).onTrade(d);
                state.onTrade(d);
            }
            default -> {}
        }
    }

    static <T extends MessageDecoderFlyweight> T read(final ModelEvent event, final T decoder) {
        return read(event.bytes(), decoder);
    }

    static <T extends MessageDecoderFlyweight> T read(final byte[] bytes, final T decoder) {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, 0);
        decoder.wrap(buffer, MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
        return decoder;
    }

    JournalBook book(final long instrument) {
        return books.computeIfAbsent(instrument, id -> new JournalBook());
    }

    private JournalBook ofInstrument(final long instrument, final long sequence) {
        if (sequence != 0 && instrumentSequences.merge(instrument, 1L, Long::sum) != sequence) {
            throw new AssertionError("gap in the sequence of instrument " + instrument + " before " + sequence);
        }
        return book(instrument);
    }

    private void ofAccount(final long account, final long sequence) {
        if (accountSequences.merge(account, 1L, Long::sum) != sequence) {
            throw new AssertionError("gap in the sequence of account " + account + " before " + sequence);
        }
    }
}
