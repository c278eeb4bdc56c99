package io.unidatum.exchange.protocol;

import io.unidatum.exchange.sbe.snapshot.ConsumerStateDecoder;
import io.unidatum.exchange.sbe.snapshot.JournalCheckpointStateDecoder;
import io.unidatum.exchange.sbe.snapshot.JournalSpaceStateDecoder;
import io.unidatum.exchange.sbe.snapshot.OpenWithdrawalStateDecoder;
import io.unidatum.exchange.sbe.snapshot.RetentionStateDecoder;
import io.unidatum.exchange.sbe.snapshot.SnapshotEndDecoder;
import io.unidatum.exchange.sbe.snapshot.WithdrawalCounterStateDecoder;
import io.unidatum.exchange.sbe.snapshot.WithdrawalDayStateDecoder;
import io.unidatum.exchange.sbe.snapshot.WithdrawalRulesStateDecoder;

/** In which order a snapshot's messages come. The end's template id was given before those of later messages. */
public final class SnapshotOrder {
    /** Template ids below come in their own order. */
    private static final int FIRST_PLACED = WithdrawalRulesStateDecoder.TEMPLATE_ID;

    private static final int[] PLACED = {
        WithdrawalRulesStateDecoder.TEMPLATE_ID,
        WithdrawalCounterStateDecoder.TEMPLATE_ID,
        OpenWithdrawalStateDecoder.TEMPLATE_ID,
        WithdrawalDayStateDecoder.TEMPLATE_ID,
        RetentionStateDecoder.TEMPLATE_ID,
        ConsumerStateDecoder.TEMPLATE_ID,
        JournalCheckpointStateDecoder.TEMPLATE_ID,
        JournalSpaceStateDecoder.TEMPLATE_ID,
    };

    private SnapshotOrder() {}

    /**
     * Where a message stands among the others: those of a lower place come first.
     *
     * @param templateId of the message, known or not.
     * @return its place; the greatest is that of SnapshotEnd.
     */
    public static int place(final int templateId) {
        if (templateId == SnapshotEndDecoder.TEMPLATE_ID) {
            return Integer.MAX_VALUE;
        }
        for (int i = 0; i < PLACED.length; i++) {
            if (templateId == PLACED[i]) {
                return FIRST_PLACED + i;
            }
        }
        return templateId < FIRST_PLACED ? templateId : FIRST_PLACED + PLACED.length;
    }
}
