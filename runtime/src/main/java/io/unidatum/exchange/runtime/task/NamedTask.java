package io.unidatum.exchange.runtime.task;

import java.util.List;

/** Something long that is run by its name. Ends by printing its figures, one a line: {@code FIGURE name value unit}. */
public interface NamedTask {
    /** By which it is called. {@return a short name without spaces} */
    String name();

    /** What it does. {@return one line} */
    String description();

    /** What it reads from the environment. {@return one line a setting: its name, what it is, its default} */
    default List<String> settings() {
        return List.of();
    }

    /**
     * Runs it.
     *
     * @param arguments that follow its name.
     * @return exit code: 0 if it went as it should.
     * @throws Exception if it could not be run.
     */
    int run(List<String> arguments) throws Exception;
}
