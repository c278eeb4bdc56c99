package io.unidatum.exchange.cli.settings;

import picocli.CommandLine.Option;

/** How `run` looks after the processes that it starts. Read by picocli; not to be changed afterwards. */
public final class RunSettings {
    @Option(
            names = "--restart",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "BOOLEAN",
            defaultValue = "true",
            converter = SettingTypes.Switch.class,
            description = "Whether `run` starts a process again that has died")
    private Boolean restart;

    @Option(
            names = "--restart-backoff-s",
            paramLabel = "SECONDS",
            defaultValue = "3",
            converter = SettingTypes.Count.class,
            description = "How long `run` waits before it does; doubles with each death")
    private Integer restartBackoffSeconds;

    @Option(
            names = "--restart-max-backoff-s",
            paramLabel = "SECONDS",
            defaultValue = "60",
            converter = SettingTypes.Count.class,
            description = "The longest that `run` waits before it does")
    private Integer restartMaxBackoffSeconds;

    @Option(
            names = "--start-timeout-s",
            paramLabel = "SECONDS",
            defaultValue = "120",
            converter = SettingTypes.Count.class,
            description = "How long `run` waits until everything is ready before it gives up")
    private Integer startTimeoutSeconds;

    @Option(
            names = "--stop-timeout-s",
            paramLabel = "SECONDS",
            defaultValue = "10",
            converter = SettingTypes.Count.class,
            description = "How long `run` waits for a process to stop before it kills it")
    private Integer stopTimeoutSeconds;

    @Option(
            names = "--log-megabytes",
            paramLabel = "MB",
            defaultValue = "20",
            converter = SettingTypes.Count.class,
            description = "At which size a log file of `run` is rotated; one older file is kept")
    private Integer logMegabytes;

    /** Constructs the group, to be filled by picocli. */
    public RunSettings() {}

    /** Whether a process that has died is started again. {@return true if so} */
    public boolean restart() {
        return restart;
    }

    /** How long to wait before that. {@return seconds} */
    public int restartBackoffSeconds() {
        return restartBackoffSeconds;
    }

    /** The longest to wait before that. {@return seconds} */
    public int restartMaxBackoffSeconds() {
        return restartMaxBackoffSeconds;
    }

    /** How long to wait until everything is ready. {@return seconds} */
    public int startTimeoutSeconds() {
        return startTimeoutSeconds;
    }

    /** How long a process may take to stop. {@return seconds} */
    public int stopTimeoutSeconds() {
        return stopTimeoutSeconds;
    }

    /** Size at which a log file is rotated. {@return bytes} */
    public long logBytes() {
        return logMegabytes * 1024L * 1024L;
    }
}
