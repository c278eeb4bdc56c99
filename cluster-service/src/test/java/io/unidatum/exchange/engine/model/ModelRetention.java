package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.SpaceState;
import io.unidatum.exchange.sbe.event.ConsumerChangedEncoder;
import io.unidatum.exchange.sbe.event.JournalAcknowledgedEncoder;
import io.unidatum.exchange.sbe.event.JournalSpaceChangedEncoder;
import io.unidatum.exchange.sbe.event.RetentionChangedEncoder;
import io.unidatum.exchange.sbe.order.AcknowledgeJournalDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import io.unidatum.exchange.sbe.order.ReportJournalSpaceDecoder;
import io.unidatum.exchange.sbe.order.SetConsumerDecoder;
import io.unidatum.exchange.sbe.order.SetRetentionDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The journal's consumers, the retention floor, and which nodes are short of room. */
final class ModelRetention {
    /** Where the journal was at a time. */
    record Checkpoint(long time, long sequence, long position) {}

    /** What a consumer has acknowledged. */
    record Point(long sequence, long position) {}

    final Map<String, Point> consumers = new TreeMap<>();
    final List<Checkpoint> checkpoints = new ArrayList<>();
    final TreeSet<Integer> scarce = new TreeSet<>();
    Point floor = new Point(0, 0);
    long margin = 2 * ModelState.DAY;
    int scarceMembers = 2;

    private final ModelState state;
    private final EventWriter writer;

    ModelRetention(final ModelState state, final EventWriter writer) {
        this.state = state;
        this.writer = writer;
    }

    boolean isSuspended() {
        return scarce.size() >= scarceMembers;
    }

    /** What would open or enlarge an order waits for the nodes to have room. */
    void checkNotSuspended() {
        Rejected.when(isSuspended(), RejectReason.ORDER_ENTRY_SUSPENDED);
    }

    void onSetConsumer(final ModelCommand command) {
        final SetConsumerDecoder d = command.read(new SetConsumerDecoder());
        final boolean known = d.enabled() == BooleanType.TRUE || d.enabled() == BooleanType.FALSE;
        Rejected.when(!known, RejectReason.UNKNOWN_ENUM_VALUE);
        Rejected.when(
                !command.matches(SetConsumerDecoder.consumerEncodingOffset(), 16, "[a-z0-9-]+\0*"),
                RejectReason.INVALID_NAME);
        Rejected.when(!command.isPrintable(SetConsumerDecoder.reasonEncodingOffset(), 64), RejectReason.INVALID_NAME);
        final String name = d.consumer();
        Point point = consumers.get(name);
        if (d.enabled() == BooleanType.TRUE) {
            Rejected.when(point != null, RejectReason.ALREADY_EXISTS);
            Rejected.when(consumers.size() == 16, RejectReason.TOO_MANY_CONSUMERS);
            point = floor;
            consumers.put(name, point);
        } else {
            Rejected.when(point == null, RejectReason.UNKNOWN_CONSUMER);
            consumers.remove(name);
        }
        moveFloor();
        final ConsumerChangedEncoder e = writer.next(new ConsumerChangedEncoder());
        writer.origin(e.origin());
        e.consumer(name)
                .enabled(d.enabled())
                .sequence(point.sequence)
                .position(point.position)
                .reason(d.reason());
        writer.addVersion2(e);
    }

    void onAcknowledge(final ModelCommand command) {
        final AcknowledgeJournalDecoder d = command.read(new AcknowledgeJournalDecoder());
        // As it stands there, whatever the characters are.
        final String name = command.text(AcknowledgeJournalDecoder.consumerEncodingOffset(), 16);
        final Point old = consumers.get(name);
        Rejected.when(old == null, RejectReason.UNKNOWN_CONSUMER);
        final Point point = new Point(d.sequence(), d.position());
        Rejected.when(
                point.sequence < floor.sequence
                        || point.sequence > state.lastSequence
                        || point.position < floor.position
                        || point.position > writer.journalPosition(),
                RejectReason.INVALID_POSITION);
        if (point.equals(old)) {
            return;
        }
        final long interval = Math.max(ModelState.SECOND, margin / 128);
        if (checkpoints.isEmpty() || checkpoints.get(checkpoints.size() - 1).time <= state.time - interval) {
            if (checkpoints.size() == 256) {
                checkpoints.remove(1);
            }
            checkpoints.add(new Checkpoint(state.time, state.lastSequence, writer.journalPosition()));
        }
        consumers.put(name, point);
        moveFloor();
        final JournalAcknowledgedEncoder e = writer.next(new JournalAcknowledgedEncoder());
        writer.origin(e.origin());
        e.consumer(name)
                .sequence(point.sequence)
                .position(point.position)
                .floorSequence(floor.sequence)
                .floorPosition(floor.position);
        writer.addVersion2(e);
    }

    void onSetRetention(final ModelCommand command) {
        final SetRetentionDecoder d = command.read(new SetRetentionDecoder());
        Rejected.when(d.marginNs() < 0 || d.marginNs() > 366 * ModelState.DAY, RejectReason.INVALID_DURATION);
        Rejected.when(d.scarceMembers() < 1 || d.scarceMembers() > 16, RejectReason.INVALID_LIMIT);
        Rejected.when(!command.isPrintable(SetRetentionDecoder.reasonEncodingOffset(), 64), RejectReason.INVALID_NAME);
        margin = d.marginNs();
        scarceMembers = d.scarceMembers();
        moveFloor();
        final RetentionChangedEncoder e = writer.next(new RetentionChangedEncoder());
        writer.origin(e.origin());
        e.marginNs(margin)
                .scarceMembers((short) scarceMembers)
                .orderEntrySuspended(suspended())
                .reason(d.reason());
        writer.addVersion2(e);
    }

    void onReportSpace(final ModelCommand command) {
        final ReportJournalSpaceDecoder d = command.read(new ReportJournalSpaceDecoder());
        Rejected.when(d.memberId() > 15, RejectReason.INVALID_LIMIT);
        final boolean known = d.state() == SpaceState.AMPLE || d.state() == SpaceState.SCARCE;
        Rejected.when(!known, RejectReason.UNKNOWN_ENUM_VALUE);
        final int member = d.memberId();
        final boolean isNews = d.state() == SpaceState.SCARCE ? scarce.add(member) : scarce.remove(member);
        if (isNews) {
            final JournalSpaceChangedEncoder e = writer.next(new JournalSpaceChangedEncoder());
            writer.origin(e.origin());
            e.memberId((short) member)
                    .state(d.state())
                    .orderEntrySuspended(suspended())
                    .freeBytes(d.freeBytes());
            writer.addVersion2(e);
        }
    }

    private BooleanType suspended() {
        return isSuspended() ? BooleanType.TRUE : BooleanType.FALSE;
    }

    private void moveFloor() {
        if (consumers.isEmpty()) {
            return;
        }
        long sequence =
                consumers.values().stream().mapToLong(Point::sequence).min().getAsLong();
        long position =
                consumers.values().stream().mapToLong(Point::position).min().getAsLong();
        if (margin > 0) {
            final List<Checkpoint> old = checkpoints.stream()
                    .filter(c -> c.time <= state.time - margin)
                    .toList();
            if (old.isEmpty()) {
                return;
            }
            sequence = Math.min(sequence, old.get(old.size() - 1).sequence);
            position = Math.min(position, old.get(old.size() - 1).position);
        }
        floor = new Point(Math.max(floor.sequence, sequence), Math.max(floor.position, position));
        final List<Checkpoint> below =
                checkpoints.stream().filter(c -> c.sequence < floor.sequence).toList();
        if (!below.isEmpty()) {
            checkpoints.removeAll(below.subList(0, below.size() - 1));
        }
    }
}
