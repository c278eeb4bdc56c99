package io.unidatum.exchange.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private final Settings settings =
            new Settings(Map.of("TURNS", "5", "SEED", "x", "ORDERS", "1_000_000", "FLOW", ""));

    @Test
    void shouldReadNumbersAndWordsOrTakeTheStandard() {
        assertThat(settings.count("TURNS", 3, 1)).isEqualTo(5);
        assertThat(settings.number("ORDERS", 3, 1)).isEqualTo(1_000_000);
        assertThat(settings.count("MINUTES", 3, 1)).isEqualTo(3);
        assertThat(settings.word("FLOW", "all")).isEqualTo("all");
    }

    @Test
    void shouldSayWhichSettingIsWrong() {
        assertThatThrownBy(() -> settings.number("SEED", 1, 0)).hasMessage("SEED=x must be a whole number");
        assertThatThrownBy(() -> settings.count("TURNS", 3, 6)).hasMessage("TURNS=5 must be at least 6");
    }
}
