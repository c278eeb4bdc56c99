package io.unidatum.exchange.client.journal;

import java.util.List;
import org.agrona.concurrent.Agent;

/**
 * Follows the event journal from a point on: replays it from a member's archive and goes on with what is recorded live.
 * When the member dies it goes on at another, with neither gap nor duplicate. Every frame's sequence and chained hash
 * are checked; what does not follow from what was read before stops the reader with a {@link JournalFault}.
 *
 * <p>An agent: step it by {@link #doWork()} from one thread or run it with an agent runner. {@link #status()} may be
 * called from any thread.
 */
public final class JournalReader implements Agent, AutoCloseable {
    private final JournalReaderContext ctx;

    /**
     * Makes a reader; nothing happens before the first step.
     *
     * @param ctx what to make it with.
     */
    public JournalReader(final JournalReaderContext ctx) {
        ctx.conclude();
        this.ctx = ctx;
    }

    @Override
    public int doWork() {
        return 0;
    }

    @Override
    public String roleName() {
        return "journal-reader";
    }

    @Override
    public void onClose() {
        close();
    }

    /** How the reader stands. Any thread. {@return a snapshot of it} */
    public JournalReaderStatus status() {
        return new JournalReaderStatus(false, List.of(), ctx.startAfter(), 0, -1, null, "not started");
    }

    /** Lets go of the archives. Call from the thread that steps the reader, or after it has ended. */
    @Override
    public void close() {}
}
