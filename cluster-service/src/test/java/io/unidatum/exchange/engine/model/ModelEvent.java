package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.event.AccountChangedDecoder;
import io.unidatum.exchange.sbe.event.AccountLimitsChangedDecoder;
import io.unidatum.exchange.sbe.event.ApiKeyChangedDecoder;
import io.unidatum.exchange.sbe.event.AssetCreatedDecoder;
import io.unidatum.exchange.sbe.event.AuctionUncrossedDecoder;
import io.unidatum.exchange.sbe.event.BalanceChangedDecoder;
import io.unidatum.exchange.sbe.event.ConnectionChangedDecoder;
import io.unidatum.exchange.sbe.event.ConsumerChangedDecoder;
import io.unidatum.exchange.sbe.event.DeadManTimerSetDecoder;
import io.unidatum.exchange.sbe.event.EncodingVersionChangedDecoder;
import io.unidatum.exchange.sbe.event.FeeTierChangedDecoder;
import io.unidatum.exchange.sbe.event.GenesisAppliedDecoder;
import io.unidatum.exchange.sbe.event.InstrumentCreatedDecoder;
import io.unidatum.exchange.sbe.event.InstrumentRulesChangedDecoder;
import io.unidatum.exchange.sbe.event.InstrumentStatusChangedDecoder;
import io.unidatum.exchange.sbe.event.JournalAcknowledgedDecoder;
import io.unidatum.exchange.sbe.event.JournalSpaceChangedDecoder;
import io.unidatum.exchange.sbe.event.OrderAcceptedDecoder;
import io.unidatum.exchange.sbe.event.OrderAmendedDecoder;
import io.unidatum.exchange.sbe.event.OrderCancelledDecoder;
import io.unidatum.exchange.sbe.event.OrderReducedDecoder;
import io.unidatum.exchange.sbe.event.OrderRefilledDecoder;
import io.unidatum.exchange.sbe.event.OrderRestedDecoder;
import io.unidatum.exchange.sbe.event.OrderTermsDecoder;
import io.unidatum.exchange.sbe.event.OrderTriggeredDecoder;
import io.unidatum.exchange.sbe.event.PrincipalChangedDecoder;
import io.unidatum.exchange.sbe.event.RetentionChangedDecoder;
import io.unidatum.exchange.sbe.event.StateHashRecordedDecoder;
import io.unidatum.exchange.sbe.event.TradeDecoder;
import io.unidatum.exchange.sbe.event.WithdrawalEndedDecoder;
import io.unidatum.exchange.sbe.event.WithdrawalRequestedDecoder;
import io.unidatum.exchange.sbe.event.WithdrawalRulesChangedDecoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/**
 * An event of the journal, header and block, compared byte by byte and shown as its decoder shows it.
 *
 * @param bytes of it.
 */
public record ModelEvent(byte[] bytes) {
    private static final Pattern KIND = Pattern.compile("\\[(\\w+)](?:.*\\breason=([A-Z_]+))?");
    private static final Map<Integer, Supplier<MessageDecoderFlyweight>> DECODERS = new HashMap<>();

    static {
        final List<Supplier<MessageDecoderFlyweight>> all = List.of(
                GenesisAppliedDecoder::new,
                AssetCreatedDecoder::new,
                InstrumentCreatedDecoder::new,
                InstrumentStatusChangedDecoder::new,
                AccountChangedDecoder::new,
                FeeTierChangedDecoder::new,
                ApiKeyChangedDecoder::new,
                PrincipalChangedDecoder::new,
                EncodingVersionChangedDecoder::new,
                StateHashRecordedDecoder::new,
                InstrumentRulesChangedDecoder::new,
                AccountLimitsChangedDecoder::new,
                ConnectionChangedDecoder::new,
                DeadManTimerSetDecoder::new,
                ConsumerChangedDecoder::new,
                JournalAcknowledgedDecoder::new,
                JournalSpaceChangedDecoder::new,
                RetentionChangedDecoder::new,
                BalanceChangedDecoder::new,
                OrderAcceptedDecoder::new,
                OrderRestedDecoder::new,
                TradeDecoder::new,
                OrderCancelledDecoder::new,
                OrderAmendedDecoder::new,
                OrderTermsDecoder::new,
                OrderTriggeredDecoder::new,
                OrderRefilledDecoder::new,
                OrderReducedDecoder::new,
                AuctionUncrossedDecoder::new,
                WithdrawalRulesChangedDecoder::new,
                WithdrawalRequestedDecoder::new,
                WithdrawalEndedDecoder::new);
        all.forEach(decoder -> DECODERS.put(decoder.get().sbeTemplateId(), decoder));
    }

    /** Which event it is. {@return its template's id} */
    public int templateId() {
        return new MessageHeaderDecoder().wrap(new UnsafeBuffer(bytes), 0).templateId();
    }

    /** The event's name, and the reason if it has one. {@return one word or two} */
    public String kind() {
        final Matcher matcher = KIND.matcher(toString());
        return matcher.find() ? matcher.group(1) + (matcher.group(2) == null ? "" : " " + matcher.group(2)) : "?";
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof ModelEvent event && Arrays.equals(bytes, event.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(new UnsafeBuffer(bytes), 0);
        final Supplier<MessageDecoderFlyweight> decoder = DECODERS.get(header.templateId());
        if (decoder == null) {
            return "event template " + header.templateId() + " " + Arrays.toString(bytes);
        }
        return decoder.get()
                .wrap(
                        new UnsafeBuffer(bytes),
                        MessageHeaderDecoder.ENCODED_LENGTH,
                        header.blockLength(),
                        header.version())
                .toString()
                .replaceAll("sbeTemplateId=\\d+\\|sbeSchemaId=\\d+\\|sbeSchemaVersion=\\d+\\|", "")
                .replaceAll("origin=\\(requestIdHigh=(-?\\d+)\\|requestIdLow=(-?\\d+)\\|actor=(\\d+)\\)", "by $2");
    }
}
