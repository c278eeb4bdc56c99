package io.unidatum.exchange.benchmarks;

import io.unidatum.exchange.runtime.task.Benchmark;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A benchmark that runs in a JVM of its own, with the options it names and no others, so that figures do not depend on
 * how the launcher was started. The class path and the environment are the launcher's; the options are printed.
 *
 * <p>The program runs with assertions off and answers by its exit code.
 */
public abstract class ForkedBenchmark implements Benchmark {
    private static final List<String> OPENS = List.of(
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");
    private static final int UNSAFE_ASKS_FROM = 23;

    /** Constructs a benchmark. */
    protected ForkedBenchmark() {}

    /** Heap, collector and the like. {@return options of the JVM} */
    protected abstract List<String> jvmOptions();

    /** What runs. {@return a class with a {@code main} method} */
    protected abstract Class<?> program();

    /**
     * What the program is called with.
     *
     * @param arguments that were given.
     * @return the same, unless the benchmark has others.
     */
    protected List<String> programArguments(final List<String> arguments) {
        return arguments;
    }

    @Override
    public final int run(final List<String> arguments) throws IOException, InterruptedException {
        final List<String> options = new ArrayList<>(jvmOptions());
        options.addAll(OPENS);
        if (Runtime.version().feature() >= UNSAFE_ASKS_FROM) {
            options.add("--enable-native-access=ALL-UNNAMED");
            options.add("--sun-misc-unsafe-memory-access=allow");
        }
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-classpath");
        command.add(absolute(System.getProperty("java.class.path")));
        command.add(program().getName());
        command.addAll(programArguments(arguments));
        System.out.println("JVM options: " + String.join(" ", options));
        System.out.flush();
        final Process process = new ProcessBuilder(command).inheritIO().start();
        final Thread stop = new Thread(process::destroy, "benchmark-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        return process.waitFor();
    }

    private static String absolute(final String classPath) {
        final List<String> paths = new ArrayList<>();
        for (final String path : classPath.split(File.pathSeparator)) {
            paths.add(new File(path).getAbsolutePath());
        }
        return String.join(File.pathSeparator, paths);
    }
}
