package io.unidatum.exchange.ledger;

import io.unidatum.exchange.client.journal.JournalPoint;
import java.util.Map;

/**
 * From where to follow the journal, as PostgreSQL has it. Compared by identity: each loading makes a new one, and what
 * was read under an older one is void.
 */
final class StartPoint {
    private final JournalPoint stored;
    private final JournalPoint beforeLastFrame;
    private final Map<Long, Assets> assetsByInstrument;

    /**
     * Makes a start.
     *
     * @param stored everything up to here is in the database.
     * @param beforeLastFrame the point one frame earlier, from which the journal is read to see that it is the same.
     * @param assetsByInstrument what the database knows of instruments at that point.
     */
    StartPoint(
            final JournalPoint stored, final JournalPoint beforeLastFrame, final Map<Long, Assets> assetsByInstrument) {
        this.stored = stored;
        this.beforeLastFrame = beforeLastFrame;
        this.assetsByInstrument = Map.copyOf(assetsByInstrument);
    }

    JournalPoint stored() {
        return stored;
    }

    JournalPoint beforeLastFrame() {
        return beforeLastFrame;
    }

    Map<Long, Assets> assetsByInstrument() {
        return assetsByInstrument;
    }

    /**
     * An instrument's two assets.
     *
     * @param base asset id.
     * @param quote asset id.
     */
    record Assets(int base, int quote) {}
}
