package io.unidatum.exchange.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.runtime.task.NamedTask;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryTest {
    private final StringWriter out = new StringWriter();

    private record Task(String name, String description, int exit) implements NamedTask {
        @Override
        public List<String> settings() {
            return exit == 9 ? List.of("TURNS  how many, 3") : List.of();
        }

        @Override
        public int run(final List<String> arguments) {
            return exit + arguments.size();
        }
    }

    @Test
    void shouldSayWhenThereIsNothing() throws Exception {
        assertThat(registry().run("list", List.of())).isEqualTo(2);
        assertThat(out).hasToString("There is no drill yet.\n");
    }

    @Test
    void shouldListByName() throws Exception {
        assertThat(registry(new Task("b", "second", 0), new Task("a", "first", 0))
                        .run("list", List.of()))
                .isZero();
        assertThat(out.toString()).matches("a +first\nb +second\n");
    }

    @Test
    void shouldListTheSettingsOfEach() throws Exception {
        registry(new Task("a", "first", 9)).run("list", List.of());
        assertThat(out.toString()).matches("a +first\n    TURNS  how many, 3\n");
    }

    @Test
    void shouldRunByNameWithArgumentsAndPassOnTheExitCode() throws Exception {
        assertThat(registry(new Task("a", "first", 5)).run("a", List.of("x", "y")))
                .isEqualTo(7);
        assertThat(registry(new Task("a", "first", 5)).run("c", List.of())).isEqualTo(2);
        assertThat(out).hasToString("There is no drill c; there are: a\n");
    }

    private Registry registry(final NamedTask... tasks) {
        return new Registry("drill", List.of(tasks), new PrintWriter(out, true));
    }
}
