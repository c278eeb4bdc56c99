package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.snapshot.AccountStateDecoder;
import io.unidatum.exchange.sbe.snapshot.AssetStateDecoder;
import io.unidatum.exchange.sbe.snapshot.BalanceStateDecoder;
import io.unidatum.exchange.sbe.snapshot.ConsumerStateDecoder;
import io.unidatum.exchange.sbe.snapshot.FeeTierStateDecoder;
import io.unidatum.exchange.sbe.snapshot.InstrumentStateDecoder;
import io.unidatum.exchange.sbe.snapshot.JournalCheckpointStateDecoder;
import io.unidatum.exchange.sbe.snapshot.JournalSpaceStateDecoder;
import io.unidatum.exchange.sbe.snapshot.OpenConnectionStateDecoder;
import io.unidatum.exchange.sbe.snapshot.OpenWithdrawalStateDecoder;
import io.unidatum.exchange.sbe.snapshot.OrderStateDecoder;
import io.unidatum.exchange.sbe.snapshot.PositionStateDecoder;
import io.unidatum.exchange.sbe.snapshot.RetentionStateDecoder;
import io.unidatum.exchange.sbe.snapshot.SnapshotHeaderDecoder;
import io.unidatum.exchange.sbe.snapshot.SnapshotHeaderEncoder;
import io.unidatum.exchange.sbe.snapshot.WithdrawalCounterStateDecoder;
import io.unidatum.exchange.sbe.snapshot.WithdrawalDayStateDecoder;
import io.unidatum.exchange.sbe.snapshot.WithdrawalRulesStateDecoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/**
 * A message of a snapshot, compared byte by byte and shown as its decoder shows it.
 *
 * @param bytes of it, header and block.
 */
public record ModelMessage(byte[] bytes) {
    private static final Map<Integer, Supplier<MessageDecoderFlyweight>> DECODERS = new HashMap<>();

    static {
        final List<Supplier<MessageDecoderFlyweight>> all = List.of(
                SnapshotHeaderDecoder::new,
                FeeTierStateDecoder::new,
                AssetStateDecoder::new,
                InstrumentStateDecoder::new,
                AccountStateDecoder::new,
                BalanceStateDecoder::new,
                OrderStateDecoder::new,
                PositionStateDecoder::new,
                OpenConnectionStateDecoder::new,
                WithdrawalRulesStateDecoder::new,
                WithdrawalCounterStateDecoder::new,
                OpenWithdrawalStateDecoder::new,
                WithdrawalDayStateDecoder::new,
                RetentionStateDecoder::new,
                ConsumerStateDecoder::new,
                JournalCheckpointStateDecoder::new,
                JournalSpaceStateDecoder::new);
        all.forEach(decoder -> DECODERS.put(decoder.get().sbeTemplateId(), decoder));
    }

    /** Whether the model writes messages like this. {@return false for keys, deposits, requests, the end} */
    public boolean isModelled() {
        return DECODERS.containsKey(header().templateId());
    }

    /** Which message it is. {@return its template's id} */
    public int templateId() {
        return header().templateId();
    }

    /** The same without the journal's hash and position, which the model does not know. {@return this or a copy} */
    public ModelMessage withoutJournal() {
        if (header().templateId() != SnapshotHeaderDecoder.TEMPLATE_ID) {
            return this;
        }
        final byte[] copy = bytes.clone();
        new SnapshotHeaderEncoder()
                .wrap(new UnsafeBuffer(copy), MessageHeaderDecoder.ENCODED_LENGTH)
                .chainHash(0)
                .journalPosition(0);
        return new ModelMessage(copy);
    }

    private MessageHeaderDecoder header() {
        return new MessageHeaderDecoder().wrap(new UnsafeBuffer(bytes), 0);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof ModelMessage message && Arrays.equals(bytes, message.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return DECODERS.get(header().templateId())
                .get()
                .wrap(
                        new UnsafeBuffer(bytes),
                        MessageHeaderDecoder.ENCODED_LENGTH,
                        header().blockLength(),
                        header().version())
                .toString()
                .replaceAll("sbeTemplateId=\\d+\\|sbeSchemaId=\\d+\\|sbeSchemaVersion=\\d+\\|", "");
    }
}
