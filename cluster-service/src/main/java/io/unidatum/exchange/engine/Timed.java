package io.unidatum.exchange.engine;

/** What may stand in one {@link DeadlineHeap} at a time. */
interface Timed {
    /** Not in a heap. */
    int NOT_TIMED = -1;

    /** Of those due at the same time the smaller comes first. */
    long timedId();

    /** Of those with the same id the smaller comes first. */
    default long timedSubId() {
        return 0;
    }

    /** Where it stands in its heap. {@return what was set last; at first {@link #NOT_TIMED}} */
    int heapIndex();

    /** Sets where it stands; only the heap calls this. */
    void heapIndex(int index);
}
