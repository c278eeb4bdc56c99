package io.unidatum.exchange.benchmarks.jmh;

import io.unidatum.exchange.benchmarks.ForkedBenchmark;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.Main;

/** {@code bench NAME=jmh}: JMH's own program; it forks a JVM a benchmark, with the options that the benchmark names. */
public final class JmhBenchmark extends ForkedBenchmark {
    /** Constructs the benchmark; called by the service loader. */
    public JmhBenchmark() {}

    @Override
    public String name() {
        return "jmh";
    }

    @Override
    public String description() {
        return "The small parts of book and engine under JMH, with allocation; arguments are JMH's";
    }

    @Override
    public List<String> settings() {
        return List.of("JMH  regular expression of the benchmarks to run, all");
    }

    @Override
    protected List<String> jvmOptions() {
        return List.of("-Xmx256m", "-XX:+UseSerialGC");
    }

    @Override
    protected Class<?> program() {
        return Main.class;
    }

    @Override
    protected List<String> programArguments(final List<String> arguments) {
        if (!arguments.isEmpty()) {
            return arguments;
        }
        final List<String> standard = new ArrayList<>(List.of("-prof", "gc"));
        final String expression = System.getenv("JMH");
        if (expression != null && !expression.isBlank()) {
            standard.add(expression);
        }
        return standard;
    }
}
