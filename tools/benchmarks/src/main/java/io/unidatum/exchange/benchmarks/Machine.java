package io.unidatum.exchange.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Describes where a benchmark runs: no figure means anything without it. */
public final class Machine {
    private Machine() {}

    /** Processor, cores, load, JVM and its options. {@return lines} */
    public static List<String> description() {
        final Runtime runtime = Runtime.getRuntime();
        final String load = String.format(
                Locale.ROOT,
                "%.2f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        return List.of(
                "Processor  " + processor() + ", " + runtime.availableProcessors() + " cores, load " + load
                        + " before the start",
                "System     " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                "JVM        " + System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                "Options    "
                        + String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
    }

    /** Prints the description. */
    public static void print() {
        description().forEach(System.out::println);
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("unknown");
        } catch (final IOException e) {
            return "unknown";
        }
    }
}
