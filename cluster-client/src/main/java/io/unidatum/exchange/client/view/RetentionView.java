package io.unidatum.exchange.client.view;

import io.unidatum.exchange.client.journal.JournalHandler;
import io.unidatum.exchange.client.journal.SnapshotMessageHandler;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.SpaceState;
import io.unidatum.exchange.sbe.event.ConsumerChangedDecoder;
import io.unidatum.exchange.sbe.event.JournalAcknowledgedDecoder;
import io.unidatum.exchange.sbe.event.JournalSpaceChangedDecoder;
import io.unidatum.exchange.sbe.event.RetentionChangedDecoder;
import io.unidatum.exchange.sbe.snapshot.ConsumerStateDecoder;
import io.unidatum.exchange.sbe.snapshot.JournalSpaceStateDecoder;
import io.unidatum.exchange.sbe.snapshot.RetentionStateDecoder;
import io.unidatum.exchange.sbe.snapshot.SnapshotHeaderDecoder;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.DirectBuffer;

/**
 * The journal's retention as a reader of the journal knows it: its consumers and how far they are, the floor, and which
 * nodes are short of room. Fill it from a state image, then from the journal behind it. Not thread safe.
 */
public final class RetentionView implements JournalHandler, SnapshotMessageHandler {
    private static final long FIRST_MARGIN_NS = 2 * 86_400_000_000_000L;
    private static final int FIRST_SCARCE_MEMBERS = 2;

    /**
     * What a consumer has acknowledged.
     *
     * @param sequence of the last event that it has.
     * @param position of the journal behind that.
     */
    public record Point(long sequence, long position) {}

    private final Map<String, Point> consumers = new TreeMap<>();
    private final Set<Integer> scarce = new TreeSet<>();
    private final SnapshotHeaderDecoder header = new SnapshotHeaderDecoder();
    private final RetentionStateDecoder retentionState = new RetentionStateDecoder();
    private final ConsumerStateDecoder consumerState = new ConsumerStateDecoder();
    private final JournalSpaceStateDecoder spaceState = new JournalSpaceStateDecoder();
    private final ConsumerChangedDecoder consumerChanged = new ConsumerChangedDecoder();
    private final JournalAcknowledgedDecoder acknowledged = new JournalAcknowledgedDecoder();
    private final JournalSpaceChangedDecoder spaceChanged = new JournalSpaceChangedDecoder();
    private final RetentionChangedDecoder retentionChanged = new RetentionChangedDecoder();
    private Point floor = new Point(0, 0);
    private Point end = new Point(0, 0);
    private long marginNs = FIRST_MARGIN_NS;
    private int scarceMembers = FIRST_SCARCE_MEMBERS;

    /** Makes a view of an exchange of which nothing is known yet. */
    public RetentionView() {}

    /** The registered consumers. {@return what each has acknowledged, by name} */
    public Map<String, Point> consumers() {
        return Collections.unmodifiableMap(consumers);
    }

    /** The nodes that are short of room. {@return their ids} */
    public Set<Integer> scarce() {
        return Collections.unmodifiableSet(scarce);
    }

    /** Up to where nobody needs the journal, as of the last acknowledgement. {@return the point} */
    public Point floor() {
        return floor;
    }

    /** Up to where the journal is known. {@return the point} */
    public Point end() {
        return end;
    }

    /** For how long the journal is kept in any case. {@return ns} */
    public long marginNs() {
        return marginNs;
    }

    /** How many scarce nodes suspend order entry. {@return 1 or more} */
    public int scarceMembers() {
        return scarceMembers;
    }

    /** Whether nothing may be opened or enlarged at present. {@return true if so} */
    public boolean isOrderEntrySuspended() {
        return scarce.size() >= scarceMembers;
    }

    @Override
    public void onSnapshotMessage(
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        switch (templateId) {
            case SnapshotHeaderDecoder.TEMPLATE_ID -> {
                header.wrap(buffer, offset, blockLength, version);
                end = new Point(header.lastSequence(), header.journalPosition());
            }
            case RetentionStateDecoder.TEMPLATE_ID -> {
                retentionState.wrap(buffer, offset, blockLength, version);
                floor = new Point(retentionState.floorSequence(), retentionState.floorPosition());
                marginNs = retentionState.marginNs();
                scarceMembers = retentionState.scarceMembers();
            }
            case ConsumerStateDecoder.TEMPLATE_ID -> {
                consumerState.wrap(buffer, offset, blockLength, version);
                consumers.put(consumerState.consumer(), new Point(consumerState.sequence(), consumerState.position()));
            }
            case JournalSpaceStateDecoder.TEMPLATE_ID -> {
                spaceState.wrap(buffer, offset, blockLength, version);
                space(spaceState.memberId(), spaceState.state());
            }
            default -> {
                // The rest of the state is of no interest here.
            }
        }
    }

    @Override
    public void onEvent(
            final long sequence,
            final long time,
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        switch (templateId) {
            case ConsumerChangedDecoder.TEMPLATE_ID -> {
                consumerChanged.wrap(buffer, offset, blockLength, version);
                final String name = consumerChanged.consumer();
                if (consumerChanged.enabled() == BooleanType.TRUE) {
                    consumers.put(name, new Point(consumerChanged.sequence(), consumerChanged.position()));
                } else {
                    consumers.remove(name);
                }
            }
            case JournalAcknowledgedDecoder.TEMPLATE_ID -> {
                acknowledged.wrap(buffer, offset, blockLength, version);
                consumers.put(acknowledged.consumer(), new Point(acknowledged.sequence(), acknowledged.position()));
                floor = new Point(acknowledged.floorSequence(), acknowledged.floorPosition());
            }
            case JournalSpaceChangedDecoder.TEMPLATE_ID -> {
                spaceChanged.wrap(buffer, offset, blockLength, version);
                space(spaceChanged.memberId(), spaceChanged.state());
            }
            case RetentionChangedDecoder.TEMPLATE_ID -> {
                retentionChanged.wrap(buffer, offset, blockLength, version);
                marginNs = retentionChanged.marginNs();
                scarceMembers = retentionChanged.scarceMembers();
            }
            default -> {
                // Other events are of no interest here.
            }
        }
    }

    @Override
    public void onFrameEnd(
            final long lastSequence, final long position, final long chainHash, final boolean lastOfCommand) {
        end = new Point(lastSequence, position);
    }

    private void space(final int memberId, final SpaceState state) {
        if (state == SpaceState.SCARCE) {
            scarce.add(memberId);
        } else {
            scarce.remove(memberId);
        }
    }
}
