package io.unidatum.exchange.cli.registry;

import io.unidatum.exchange.runtime.task.NamedTask;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/** Lists and runs tasks. */
final class Registry {
    private static final int UNKNOWN = 2;

    private final String kind;
    private final List<NamedTask> tasks;
    private final PrintWriter out;

    Registry(final String kind, final Iterable<? extends NamedTask> tasks, final PrintWriter out) {
        this.kind = kind;
        this.tasks = StreamSupport.stream(tasks.spliterator(), false)
                .map(NamedTask.class::cast)
                .sorted(Comparator.comparing(NamedTask::name))
                .toList();
        this.out = out;
    }

    int run(final String name, final List<String> arguments) throws Exception {
        if (tasks.isEmpty()) {
            out.println("There is no " + kind + " yet.");
            return UNKNOWN;
        }
        if (name.equals("list")) {
            tasks.forEach(this::print);
            return 0;
        }
        for (final NamedTask task : tasks) {
            if (task.name().equals(name)) {
                return task.run(arguments);
            }
        }
        out.println("There is no " + kind + " " + name + "; there are: "
                + String.join(", ", tasks.stream().map(NamedTask::name).toList()));
        return UNKNOWN;
    }

    private void print(final NamedTask task) {
        out.printf("%-24s %s%n", task.name(), task.description());
        task.settings().forEach(setting -> out.printf("    %s%n", setting));
    }
}
