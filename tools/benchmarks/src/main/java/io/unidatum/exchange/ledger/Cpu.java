package io.unidatum.exchange.ledger;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Processor time that this process and a PostgreSQL server have taken, by which runs on a busy machine can be compared.
 *
 * @param ownNs of this process, ns.
 * @param serverNs of the server's processes that still run, ns.
 */
record Cpu(long ownNs, long serverNs) {
    /** Reads it. {@return what was taken so far} */
    static Cpu now(final Path dataFolder) throws IOException {
        final long pid = Long.parseLong(
                Files.readAllLines(dataFolder.resolve("postmaster.pid")).get(0));
        final ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        final long serverNs = Stream.concat(Stream.of(server), server.descendants())
                .mapToLong(process ->
                        process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L))
                .sum();
        final long ownNs = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
        return new Cpu(ownNs, serverNs);
    }

    /** What was taken since, for each of so many rows. {@return words} */
    String since(final Cpu before, final long rows) {
        return String.format(
                Locale.ROOT,
                "processor time a row: adapter %.2f us, server %.2f us",
                (ownNs - before.ownNs) / 1e3 / rows,
                (serverNs - before.serverNs) / 1e3 / rows);
    }
}
