package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.order.RejectReason;

/** RecordStateHash: the hash of the state as it is before this command's event. */
final class RecordStateHashHandler implements CommandHandler {
    private static final int ALGORITHM = 1;

    private final SnapshotWriter snapshotWriter;
    private final AdminEvents events;

    RecordStateHashHandler(final SnapshotWriter snapshotWriter, final AdminEvents events) {
        this.snapshotWriter = snapshotWriter;
        this.events = events;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        events.stateHashRecorded(snapshotWriter.write((buffer, offset, length) -> {}), ALGORITHM);
        return RejectReason.NONE;
    }
}
