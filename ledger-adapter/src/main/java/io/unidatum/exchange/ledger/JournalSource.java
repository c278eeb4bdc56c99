package io.unidatum.exchange.ledger;

import io.unidatum.exchange.client.journal.JournalHandler;
import io.unidatum.exchange.client.journal.JournalPoint;
import io.unidatum.exchange.client.journal.JournalReaderStatus;

/** Where the journal comes from: the cluster's archives, or a test's own frames. */
interface JournalSource {
    /**
     * Begins to read.
     *
     * @param startAfter the first event handed on is the one behind this point.
     * @param handler of the events, called from {@link Feed#poll}.
     * @return the feed, to be polled and closed by one thread.
     */
    Feed open(JournalPoint startAfter, JournalHandler handler);

    /** A journal that is being read. */
    interface Feed extends AutoCloseable {
        /** Hands on what is there, a bounded amount. {@return 0 if there was nothing to do} */
        int poll();

        /** How the reader stands. Any thread. {@return a snapshot of it} */
        JournalReaderStatus status();

        @Override
        void close();
    }
}
