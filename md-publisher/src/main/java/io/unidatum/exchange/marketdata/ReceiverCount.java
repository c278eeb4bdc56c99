package io.unidatum.exchange.marketdata;

import io.aeron.AeronCounters;
import java.util.function.IntSupplier;
import org.agrona.concurrent.status.CountersReader;

/** How many receivers the feed's channel has, as the media driver counts them. Not thread safe. */
final class ReceiverCount implements IntSupplier {
    private static final int UNKNOWN = -1;

    private final CountersReader counters;
    private final String control;
    private int counterId = UNKNOWN;

    ReceiverCount(final CountersReader counters, final String controlEndpoint) {
        this.counters = counters;
        this.control = "control=" + controlEndpoint;
    }

    @Override
    public int getAsInt() {
        if (counterId == UNKNOWN) {
            counters.forEach((id, typeId, keyBuffer, label) -> {
                if (typeId == AeronCounters.MDC_DESTINATIONS_COUNTER_TYPE_ID && label.contains(control)) {
                    counterId = id;
                }
            });
        }
        return counterId == UNKNOWN ? 0 : (int) counters.getCounterValue(counterId);
    }
}
