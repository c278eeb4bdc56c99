package io.unidatum.exchange.engine;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The exchange as a function of its ordered commands: accounts, balances, holds, instruments, order books and what is
 * remembered of requests. It reads no clock, no random source and no configuration, so the same commands give the same
 * journal frames and the same state hash on every node.
 *
 * <p>Single-threaded. Allocates nothing per command once its tables have grown to their size.
 */
public final class ExchangeStateMachine {
    private final UnsafeBuffer response = new UnsafeBuffer(new byte[512]);

    /**
     * Creates an empty exchange that waits for its genesis command or for the first message of a snapshot.
     *
     * @param journal takes the frames of the event journal.
     */
    public ExchangeStateMachine(final JournalSink journal) {}

    /**
     * Carries out one command. Never throws on bad input: whatever cannot be done is answered with a reject.
     *
     * @param timestampNs the cluster's time of the command; a time before the last one counts as the last one.
     * @param principal authenticated key of the session that sent it.
     * @param buffer that holds the command.
     * @param offset at which its SBE header begins.
     * @param length of the command in bytes.
     * @return length of the answer in {@link #response()}, 0 if there is none.
     */
    public int onCommand(
            final long timestampNs,
            final PrincipalKey principal,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        return 0;
    }

    /** The answer to the last command, from offset 0, with its SBE header. {@return a buffer that the next command
     * overwrites} */
    public DirectBuffer response() {
        return response;
    }

    /**
     * Writes the whole state as the messages of the snapshot schema, SnapshotHeader first and SnapshotEnd last.
     *
     * @param sink takes the messages.
     */
    public void takeSnapshot(final SnapshotSink sink) {}

    /**
     * Restores one message of a snapshot. The machine must be fresh; messages come in the order they were written.
     *
     * @param buffer that holds the message.
     * @param offset at which its SBE header begins.
     * @param length of the message in bytes.
     * @throws IllegalStateException if the snapshot is damaged, incomplete, out of order or of an unknown version.
     */
    public void onSnapshotMessage(final DirectBuffer buffer, final int offset, final int length) {}

    /** Whether a whole snapshot has been restored and its checksum was right. {@return true if so} */
    public boolean isSnapshotComplete() {
        return false;
    }

    /** Global sequence of the last event. {@return 0 if there is none} */
    public long lastSequence() {
        return 0;
    }

    /** Hash over all journal frames so far. {@return 0 if there is none} */
    public long chainHash() {
        return 0;
    }

    /** Position in the journal just behind the last frame. {@return position in bytes, 0 at first} */
    public long journalPosition() {
        return 0;
    }

    /** Cluster time of the last command. {@return nanoseconds since 1970} */
    public long time() {
        return 0;
    }

    /** Whether the genesis command has been carried out. {@return true if so} */
    public boolean isInitialised() {
        return false;
    }

    /**
     * Whether a key is an enabled operator's.
     *
     * @param key to look up.
     * @return true if so.
     */
    public boolean isOperator(final PrincipalKey key) {
        return false;
    }

    /**
     * Whether a key is enabled in any role. Before the genesis no key is.
     *
     * @param key to look up.
     * @return true if so.
     */
    public boolean isKnown(final PrincipalKey key) {
        return false;
    }
}
