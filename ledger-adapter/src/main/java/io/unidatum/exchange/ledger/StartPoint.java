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
    private final Known known;

    /**
     * Makes a start.
     *
     * @param stored everything up to here is in the database.
     * @param beforeLastFrame the point one frame earlier, from which the journal is read to see that it is the same.
     * @param known what the database knows at that point.
     */
    StartPoint(final JournalPoint stored, final JournalPoint beforeLastFrame, final Known known) {
        this.stored = stored;
        this.beforeLastFrame = beforeLastFrame;
        this.known = known;
    }

    JournalPoint stored() {
        return stored;
    }

    JournalPoint beforeLastFrame() {
        return beforeLastFrame;
    }

    Known known() {
        return known;
    }

    /**
     * What events alone do not say.
     *
     * @param assetsByInstrument by instrument id.
     * @param deadManTimeouts time-outs, ns, of the dead-man timers that run, by account.
     * @param countsPositions encoding version 2, from which positions are counted, is switched on.
     */
    record Known(Map<Long, Assets> assetsByInstrument, Map<Long, Long> deadManTimeouts, boolean countsPositions) {
        Known {
            assetsByInstrument = Map.copyOf(assetsByInstrument);
            deadManTimeouts = Map.copyOf(deadManTimeouts);
        }
    }

    /**
     * An instrument's two assets.
     *
     * @param base asset id.
     * @param quote asset id.
     */
    record Assets(int base, int quote) {}
}
