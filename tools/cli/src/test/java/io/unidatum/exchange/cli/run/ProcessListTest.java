package io.unidatum.exchange.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessListTest {
    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endProcesses() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void shouldKnowALivingProcessAndNotADeadOne() throws Exception {
        final Process process = sleeper();
        final ProcessIdentity identity = ProcessIdentity.of(process.pid()).orElseThrow();

        assertThat(identity.isAlive()).isTrue();
        process.destroyForcibly().waitFor();

        assertThat(identity.isAlive()).isFalse();
        assertThat(ProcessIdentity.of(process.pid())).isEmpty();
    }

    @Test
    void shouldNotTakeAnotherProcessForOneThatHadItsPid() throws Exception {
        final Process process = sleeper();
        final ProcessIdentity real = ProcessIdentity.of(process.pid()).orElseThrow();
        final ProcessIdentity earlier = new ProcessIdentity(process.pid(), real.start() + "0");

        assertThat(earlier.isAlive()).isFalse();
        assertThat(earlier.handle()).isEmpty();
    }

    @Test
    void shouldReadBackWhatWasListed() throws Exception {
        final Path file = folder.resolve("pids");
        final PidFile pids = PidFile.begin(file);
        final ProcessIdentity gateway = ProcessIdentity.of(sleeper().pid()).orElseThrow();
        pids.put("run", ProcessIdentity.current());
        pids.put("gateway", gateway);
        pids.put("gone", new ProcessIdentity(1, "never"));
        pids.put("removed", gateway);
        pids.remove("removed");

        final PidFile read = PidFile.read(file);

        assertThat(read.entries())
                .containsExactly(
                        java.util.Map.entry("run", ProcessIdentity.current()),
                        java.util.Map.entry("gateway", gateway),
                        java.util.Map.entry("gone", new ProcessIdentity(1, "never")));
        assertThat(read.living()).containsOnlyKeys("run", "gateway");
        pids.delete();
        assertThat(file).doesNotExist();
        assertThat(PidFile.read(file).entries()).isEmpty();
    }

    @Test
    void shouldPassOverLinesThatMakeNoSense() throws Exception {
        final Path file =
                Files.writeString(folder.resolve("pids"), "gateway x y\nnonsense\n\nnode-0 12345678901234567890 a\n");

        assertThat(PidFile.read(file).entries()).isEmpty();
    }

    @Test
    void shouldEndLeftoversButNoProcessThatGotTheirPid() throws Exception {
        final Process left = sleeper();
        final Process stubborn = start("sh", "-c", "trap '' TERM; echo ready; while true; do sleep 0.1; done");
        stubborn.inputReader().readLine();
        final Process stranger = sleeper();
        final PidFile pids = PidFile.begin(folder.resolve("pids"));
        pids.put("gateway", ProcessIdentity.of(left.pid()).orElseThrow());
        pids.put("node-0", ProcessIdentity.of(stubborn.pid()).orElseThrow());
        pids.put("node-1", new ProcessIdentity(stranger.pid(), "another start"));
        final List<String> told = new ArrayList<>();

        new Leftovers(pids, told::add).end(Duration.ofMillis(500));

        assertThat(left.waitFor(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        assertThat(stubborn.waitFor(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        assertThat(stranger.isAlive()).isTrue();
        assertThat(told)
                .containsExactly(
                        "Ending what an earlier run left: gateway, node-0", "node-0 does not stop: it is killed");
    }

    private Process sleeper() throws Exception {
        return start("sleep", "600");
    }

    private Process start(final String... command) throws Exception {
        final Process process = new ProcessBuilder(command).start();
        started.add(process);
        return process;
    }
}
