package io.unidatum.exchange.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.unidatum.exchange.cli.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private PidFile pids;
    private Supervisor supervisor;

    @BeforeEach
    void begin() {
        pids = PidFile.begin(folder.resolve("pids"));
        supervisor = new Supervisor(pids, told::add, true, Duration.ofSeconds(1), Duration.ofSeconds(60));
    }

    @AfterEach
    void end() {
        supervisor.stop(Duration.ofSeconds(1));
    }

    @Test
    void shouldStartAProcessAgainThatDied() {
        supervisor.start(spec("worker", 1, "sleep 600", () -> true));
        final ProcessIdentity first = pids.entries().get("worker");

        first.handle().orElseThrow().destroyForcibly();

        await().atMost(PATIENCE).until(() -> {
            final ProcessIdentity now = pids.entries().get("worker");
            return now != null && !now.equals(first) && now.isAlive();
        });
        assertThat(told)
                .containsExactly(
                        "worker stopped (signal 9); it starts again in 1 s. Its log: " + folder.resolve("worker.log"),
                        "worker was started again");
    }

    @Test
    void shouldWaitLongerEachTimeAProcessDies() {
        supervisor.start(spec("worker", 1, "exit 3", () -> false));

        await().atMost(PATIENCE).until(() -> told.stream().anyMatch(line -> line.contains("again in 2 s")));
        assertThat(told.get(0)).startsWith("worker stopped (exit code 3); it starts again in 1 s.");
    }

    @Test
    void shouldLeaveADeadProcessWhenRestartsAreOff() {
        final Supervisor without =
                new Supervisor(pids, told::add, false, Duration.ofSeconds(1), Duration.ofSeconds(60));

        without.start(spec("worker", 1, "exit 0", () -> true));

        await().atMost(PATIENCE).until(() -> !told.isEmpty());
        assertThat(told.get(0)).startsWith("worker stopped (exit code 0); it is not started again (RESTART=false)");
        assertThat(pids.entries()).doesNotContainKey("worker");
        without.close();
    }

    @Test
    void shouldStopStepByStepAndKillWhatDoesNotStop() throws Exception {
        final Path order = folder.resolve("order");
        supervisor.start(
                spec("first", 1, "trap 'echo first >> " + order + "; exit 0' TERM; " + busy("first"), up("first")));
        supervisor.start(
                spec("second", 2, "trap 'echo second >> " + order + "; exit 0' TERM; " + busy("second"), up("second")));
        supervisor.start(spec("stubborn", 1, "trap '' TERM; " + busy("stubborn"), up("stubborn")));
        for (final String name : List.of("first", "second", "stubborn")) {
            supervisor.awaitReady(name, deadline());
        }
        final Map<String, ProcessIdentity> processes = pids.entries();

        supervisor.stop(Duration.ofSeconds(2));

        assertThat(Files.readAllLines(order)).containsExactly("first", "second");
        assertThat(told).containsExactly("stubborn does not stop: it is killed");
        assertThat(processes.values()).noneMatch(ProcessIdentity::isAlive);
        assertThat(pids.entries()).isEmpty();
        assertThatThrownBy(() -> supervisor.start(spec("late", 1, "sleep 1", () -> true)))
                .isInstanceOf(UserError.class);
    }

    @Test
    void shouldSayThatAProcessIsNotReadyInTimeAndNameItsLog() {
        supervisor.start(spec("slow", 1, "echo I am slow; sleep 600", () -> false));

        assertThatThrownBy(() -> supervisor.awaitReady("slow", System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("slow is not ready in time")
                .hasMessageContaining(folder.resolve("slow.log").toString());
    }

    @Test
    void shouldAppendOutputToTheLog() {
        supervisor.start(spec("talker", 1, "echo hello; echo trouble >&2; sleep 600", () -> true));

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(folder.resolve("talker.log")).content().isEqualTo("hello\ntrouble\n"));
    }

    private static String busy(final String name) {
        return "echo up-" + name + "; while true; do sleep 0.05; done";
    }

    private BooleanSupplier up(final String name) {
        return () -> {
            try {
                return Files.readString(folder.resolve(name + ".log")).contains("up-" + name);
            } catch (final java.io.IOException ex) {
                return false;
            }
        };
    }

    private ProcessSpec spec(final String name, final int step, final String script, final BooleanSupplier ready) {
        return new ProcessSpec(
                name, step, "TERM", List.of("sh", "-c", script), Map.of(), folder.resolve(name + ".log"), ready);
    }

    private static long deadline() {
        return System.nanoTime() + PATIENCE.toNanos();
    }
}
