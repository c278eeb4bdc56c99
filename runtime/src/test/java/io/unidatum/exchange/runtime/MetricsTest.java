package io.unidatum.exchange.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final Metrics metrics = new Metrics("test");

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void shouldTellOfTheJvmFromTheBeginning() {
        assertThat(metrics.scrape())
                .contains("jvm_memory_used_bytes{area=\"heap\",component=\"test\"")
                .contains("process_uptime_seconds{component=\"test\"}");
    }

    @Test
    void shouldAskForValuesAtEachScrape() {
        final AtomicLong value = new AtomicLong(7);
        metrics.gauge("exchange_test_sequence", "A sequence", value::get, "kind", "a");
        metrics.counter("exchange_test_rows_total", "Rows", value::get);

        assertThat(metrics.scrape())
                .contains("# HELP exchange_test_sequence A sequence")
                .contains("exchange_test_sequence{component=\"test\",kind=\"a\"} 7.0");
        value.set(9);
        assertThat(metrics.scrape())
                .contains("exchange_test_sequence{component=\"test\",kind=\"a\"} 9.0")
                .contains("# TYPE exchange_test_rows_total counter")
                .contains("exchange_test_rows_total{component=\"test\"} 9.0");
    }

    @Test
    void shouldStillKnowCountersAndGaugesAfterAGarbageCollection() {
        final WeakReference<Object> garbage = new WeakReference<>(new Object());
        final long[] value = {7};
        metrics.counter("exchange_test_rows_total", "Rows", () -> value[0]);
        metrics.gauge("exchange_test_lag", "Lag", () -> value[0]);
        while (garbage.get() != null) {
            System.gc();
        }

        assertThat(metrics.scrape())
                .contains("exchange_test_rows_total{component=\"test\"} 7.0")
                .contains("exchange_test_lag{component=\"test\"} 7.0");
    }

    @Test
    void shouldCountUnderTheSameNameAndLabelsTogether() {
        metrics.counter("exchange_test_answers_total", "Answers", "status", "200")
                .increment();
        metrics.counter("exchange_test_answers_total", "Answers", "status", "200")
                .increment();
        metrics.counter("exchange_test_answers_total", "Answers", "status", "503")
                .increment();

        assertThat(metrics.scrape())
                .contains("exchange_test_answers_total{component=\"test\",status=\"200\"} 2.0")
                .contains("exchange_test_answers_total{component=\"test\",status=\"503\"} 1.0");
    }

    @Test
    void shouldRefuseACounterThatIsNotNamedAsOne() {
        assertThatThrownBy(() -> metrics.counter("exchange_test_rows", "Rows", () -> 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("_total");
    }

    @Test
    void shouldMakeNumbersOfFacts() {
        final Map<String, Object> facts = new HashMap<>(Map.of(
                "status", "UP", "postgres", "DOWN", "lag", 12L, "live", true, "decoin", Map.of("difference", "-5")));
        facts.put("state", "STOPPED");
        final AtomicLong now = new AtomicLong();
        new FactMetrics(metrics, () -> Map.copyOf(facts), now::get)
                .gauge("t_up", "Up", "status")
                .gauge("t_postgres_up", "Up", "postgres")
                .gauge("t_lag", "Lag", "lag")
                .gauge("t_live", "Live", "live")
                .gauge("t_difference", "Nested", "decoin.difference")
                .gauge("t_absent", "Not there", "decoin.height")
                .states("t_state", "State", "state", "RUNNING", "STOPPED");

        assertThat(metrics.scrape())
                .contains("t_up{component=\"test\"} 1.0")
                .contains("t_postgres_up{component=\"test\"} 0.0")
                .contains("t_lag{component=\"test\"} 12.0")
                .contains("t_live{component=\"test\"} 1.0")
                .contains("t_difference{component=\"test\"} -5.0")
                .contains("t_absent{component=\"test\"} NaN")
                .contains("t_state{component=\"test\",state=\"RUNNING\"} 0.0")
                .contains("t_state{component=\"test\",state=\"STOPPED\"} 1.0");
        facts.put("lag", 3L);
        now.set(1_000_000_000L);
        assertThat(metrics.scrape()).contains("t_lag{component=\"test\"} 3.0");
    }
}
