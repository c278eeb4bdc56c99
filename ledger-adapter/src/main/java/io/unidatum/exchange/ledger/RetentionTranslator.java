package io.unidatum.exchange.ledger;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.event.ConsumerChangedDecoder;
import io.unidatum.exchange.sbe.event.JournalAcknowledgedDecoder;
import io.unidatum.exchange.sbe.event.JournalSpaceChangedDecoder;
import io.unidatum.exchange.sbe.event.RetentionChangedDecoder;
import org.agrona.DirectBuffer;

/** Turns what concerns the journal itself into rows: consumers, retention, disks. Not thread safe. */
final class RetentionTranslator {
    private static final String CONSUMER = """
            INSERT INTO journal_consumers (consumer, enabled, sequence, position, changed_sequence, updated_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (consumer) DO UPDATE SET
              enabled = excluded.enabled, sequence = excluded.sequence, position = excluded.position,
              changed_sequence = excluded.changed_sequence, updated_at = excluded.updated_at
            """;
    private static final String ACKNOWLEDGED = """
            UPDATE journal_consumers SET sequence = ?, position = ?, changed_sequence = ?, updated_at = ?
            WHERE consumer = ?
            """;
    private static final String FLOOR = """
            UPDATE journal_retention SET floor_sequence = ?, floor_position = ?, sequence = ?, updated_at = ?
            """;
    private static final String RETENTION = """
            UPDATE journal_retention SET margin_ns = ?, scarce_members = ?, order_entry_suspended = ?, sequence = ?,
              updated_at = ?
            """;
    private static final String SPACE = """
            INSERT INTO journal_space (member_id, state, free_bytes, sequence, updated_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (member_id) DO UPDATE SET
              state = excluded.state, free_bytes = excluded.free_bytes, sequence = excluded.sequence,
              updated_at = excluded.updated_at
            """;
    private static final String SUSPENDED =
            "UPDATE journal_retention SET order_entry_suspended = ?, sequence = ?, updated_at = ?";

    private final ConsumerChangedDecoder consumer = new ConsumerChangedDecoder();
    private final JournalAcknowledgedDecoder acknowledged = new JournalAcknowledgedDecoder();
    private final JournalSpaceChangedDecoder space = new JournalSpaceChangedDecoder();
    private final RetentionChangedDecoder retention = new RetentionChangedDecoder();

    /** Adds an event's rows to a batch. {@return false if the event is unknown here} */
    boolean onEvent(
            final JournalBatch batch,
            final long sequence,
            final long time,
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        switch (templateId) {
            case ConsumerChangedDecoder.TEMPLATE_ID ->
                onConsumer(batch, sequence, time, consumer.wrap(buffer, offset, blockLength, version));
            case JournalAcknowledgedDecoder.TEMPLATE_ID ->
                onAcknowledged(batch, sequence, time, acknowledged.wrap(buffer, offset, blockLength, version));
            case JournalSpaceChangedDecoder.TEMPLATE_ID ->
                onSpace(batch, sequence, time, space.wrap(buffer, offset, blockLength, version));
            case RetentionChangedDecoder.TEMPLATE_ID ->
                onRetention(batch, sequence, time, retention.wrap(buffer, offset, blockLength, version));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void onConsumer(
            final JournalBatch batch, final long sequence, final long time, final ConsumerChangedDecoder event) {
        final boolean enabled = event.enabled() == BooleanType.TRUE;
        batch.reference.add(
                CONSUMER,
                event.consumer(),
                enabled,
                event.sequence(),
                event.position(),
                sequence,
                ReferenceRows.time(time));
        final AuditDetails details = new AuditDetails("ConsumerChanged")
                .text("consumer", event.consumer())
                .flag("enabled", enabled)
                .amount("sequence", event.sequence())
                .amount("position", event.position())
                .text("reason", event.reason());
        batch.audit(sequence, time, null, event.origin(), details);
    }

    /** Routine, like a dead-man timer's renewal: nothing to be audited. */
    private static void onAcknowledged(
            final JournalBatch batch, final long sequence, final long time, final JournalAcknowledgedDecoder event) {
        batch.reference.add(
                ACKNOWLEDGED, event.sequence(), event.position(), sequence, ReferenceRows.time(time), event.consumer());
        batch.reference.add(FLOOR, event.floorSequence(), event.floorPosition(), sequence, ReferenceRows.time(time));
    }

    private static void onSpace(
            final JournalBatch batch, final long sequence, final long time, final JournalSpaceChangedDecoder event) {
        final boolean suspended = event.orderEntrySuspended() == BooleanType.TRUE;
        batch.reference.add(
                SPACE, event.memberId(), event.stateRaw(), event.freeBytes(), sequence, ReferenceRows.time(time));
        batch.reference.add(SUSPENDED, suspended, sequence, ReferenceRows.time(time));
        final AuditDetails details = new AuditDetails("JournalSpaceChanged")
                .number("memberId", event.memberId())
                .text("state", event.state().name())
                .flag("orderEntrySuspended", suspended)
                .amount("freeBytes", event.freeBytes());
        batch.audit(sequence, time, null, event.origin(), details);
    }

    private static void onRetention(
            final JournalBatch batch, final long sequence, final long time, final RetentionChangedDecoder event) {
        final boolean suspended = event.orderEntrySuspended() == BooleanType.TRUE;
        batch.reference.add(
                RETENTION, event.marginNs(), event.scarceMembers(), suspended, sequence, ReferenceRows.time(time));
        final AuditDetails details = new AuditDetails("RetentionChanged")
                .amount("marginNs", event.marginNs())
                .number("scarceMembers", event.scarceMembers())
                .flag("orderEntrySuspended", suspended)
                .text("reason", event.reason());
        batch.audit(sequence, time, null, event.origin(), details);
    }
}
