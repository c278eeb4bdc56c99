package io.unidatum.exchange.engine;

/**
 * Which part of the journal is needed: what its registered consumers have acknowledged, the retention floor that
 * follows from it, and which nodes have little room left for more. Part of the state.
 *
 * <p>The floor is the smallest acknowledged point of all consumers, but no younger than the margin; it never goes down,
 * and without a consumer it stays where it is.
 */
public final class JournalRetention {
    private static final long FIRST_MARGIN_NS = 2 * 86_400_000_000_000L;
    private static final int FIRST_SCARCE_MEMBERS = 2;

    private final JournalConsumer[] consumers = new JournalConsumer[EngineLimits.MAX_JOURNAL_CONSUMERS];
    private final JournalCheckpoints checkpoints = new JournalCheckpoints();
    private int size;
    private long floorSequence;
    private long floorPosition;
    private long marginNs = FIRST_MARGIN_NS;
    private int scarceMembers = FIRST_SCARCE_MEMBERS;
    /** A bit a member. */
    private int scarce;

    private boolean isSuspended;

    JournalRetention() {}

    /** Retention floor: the last event that nobody needs. {@return its sequence; 0 at first} */
    public long floorSequence() {
        return floorSequence;
    }

    /** Journal position just behind that event's frame. {@return position in bytes} */
    public long floorPosition() {
        return floorPosition;
    }

    /** Whether so many nodes are short of room that nothing may be opened or enlarged. {@return true if so} */
    public boolean isOrderEntrySuspended() {
        return isSuspended;
    }

    /**
     * Whether a node is short of room, as far as it has been reported.
     *
     * @param memberId 0 to 15.
     * @return true if so.
     */
    public boolean isScarce(final int memberId) {
        return (scarce >>> memberId & 1) != 0;
    }

    long marginNs() {
        return marginNs;
    }

    int scarceMembers() {
        return scarceMembers;
    }

    JournalCheckpoints checkpoints() {
        return checkpoints;
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == consumers.length;
    }

    /** A consumer by its place in the order of the names. */
    JournalConsumer get(final int index) {
        return consumers[index];
    }

    /** A consumer of the same name. {@return null if there is none} */
    JournalConsumer find(final JournalConsumer name) {
        for (int i = 0; i < size; i++) {
            if (consumers[i].compareName(name) == 0) {
                return consumers[i];
            }
        }
        return null;
    }

    /** Registers a consumer that has acknowledged the floor. */
    JournalConsumer add(final JournalConsumer name) {
        final JournalConsumer consumer = new JournalConsumer();
        consumer.copyName(name);
        consumer.sequence = floorSequence;
        consumer.position = floorPosition;
        int index = size++;
        while (index > 0 && consumers[index - 1].compareName(name) > 0) {
            consumers[index] = consumers[index - 1];
            index--;
        }
        consumers[index] = consumer;
        return consumer;
    }

    void remove(final JournalConsumer consumer) {
        int index = 0;
        while (consumers[index] != consumer) {
            index++;
        }
        size--;
        System.arraycopy(consumers, index + 1, consumers, index, size - index);
        consumers[size] = null;
    }

    void set(final long margin, final int members) {
        marginNs = margin;
        scarceMembers = members;
        isSuspended = Integer.bitCount(scarce) >= scarceMembers;
    }

    void setScarce(final int memberId, final boolean value) {
        scarce = value ? scarce | 1 << memberId : scarce & ~(1 << memberId);
        isSuspended = Integer.bitCount(scarce) >= scarceMembers;
    }

    void restoreFloor(final long sequence, final long position) {
        floorSequence = sequence;
        floorPosition = position;
    }

    /** Notes where the journal is, if that has not been noted for long. */
    void checkpoint(final long now, final long sequence, final long position) {
        if (checkpoints.isDue(now, marginNs)) {
            checkpoints.add(now, sequence, position);
        }
    }

    /** Moves the floor up to where it may be by now. */
    void updateFloor(final long now) {
        if (size == 0) {
            return;
        }
        long sequence = Long.MAX_VALUE;
        long position = Long.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            sequence = Math.min(sequence, consumers[i].sequence);
            position = Math.min(position, consumers[i].position);
        }
        if (marginNs > 0) {
            final int index = checkpoints.newestUpTo(now - marginNs);
            if (index < 0) {
                return;
            }
            sequence = Math.min(sequence, checkpoints.sequence(index));
            position = Math.min(position, checkpoints.position(index));
        }
        floorSequence = Math.max(floorSequence, sequence);
        floorPosition = Math.max(floorPosition, position);
        checkpoints.dropBelow(floorSequence);
    }
}
