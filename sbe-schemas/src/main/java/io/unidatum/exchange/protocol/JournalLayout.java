package io.unidatum.exchange.protocol;

/**
 * The fixed properties of the event journal's recording. They are the same on every node for ever: extending a
 * recording demands that they are equal, and because they are, a frame stands at the same position in every node's
 * journal.
 */
public final class JournalLayout {
    /** Stream id of the journal's IPC publication and of its recording in each node's archive. */
    public static final int STREAM_ID = 2001;

    /** Term id the publication starts from. */
    public static final int INITIAL_TERM_ID = 1;

    /** Term length in bytes. Every term begins with a frame, so a term's start is a place to begin reading. */
    public static final int TERM_LENGTH = 16 * 1024 * 1024;

    /** MTU in bytes, Aeron's data header included. */
    public static final int MTU_LENGTH = 8192;

    /** Aeron's data header in bytes. */
    public static final int DATA_HEADER_LENGTH = 32;

    /** Largest journal frame in bytes, from its SBE message header to its last event. Frames are never fragmented. */
    public static final int MAX_FRAME_LENGTH = MTU_LENGTH - DATA_HEADER_LENGTH;

    /** Alias in the publication's channel, by which people recognise it. Not part of the recording's identity. */
    public static final String ALIAS = "event-journal";

    private JournalLayout() {}
}
