package io.unidatum.exchange.marketdata;

import io.unidatum.exchange.runtime.FactMetrics;
import io.unidatum.exchange.runtime.Metrics;
import java.util.Map;
import java.util.function.Supplier;

/** The publisher's metrics: the facts of {@code /health}. */
final class PublisherMetrics {
    private PublisherMetrics() {}

    static Metrics of(final String component, final Supplier<Map<String, Object>> health) {
        final Metrics metrics = new Metrics(component);
        new FactMetrics(metrics, health)
                .gauge("exchange_market_data_up", "1 if books are live and the journal and Redis are there", "status")
                .gauge("exchange_market_data_sequence", "Sequence of the last event published", "sequence")
                .gauge("exchange_market_data_journal_up", "1 if a journal is read", "journal")
                .gauge("exchange_market_data_journal_position", "Position read up to, bytes", "journalPosition")
                .gauge("exchange_market_data_lag_bytes", "Bytes of the recording not read yet", "lagBytes")
                .gauge("exchange_market_data_redis_up", "1 if Redis answers", "redis")
                .gauge("exchange_market_data_receivers", "Receivers of the feed", "receivers");
        return metrics;
    }
}
