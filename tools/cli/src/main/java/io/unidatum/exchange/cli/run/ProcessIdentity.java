package io.unidatum.exchange.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process, told apart from a later one that got the same pid.
 *
 * @param pid of the process.
 * @param start mark of when it was started; on Linux the boot's id and the clock ticks since then.
 */
public record ProcessIdentity(long pid, String start) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    /** Index of the start time among the fields of {@code /proc/PID/stat} that follow the process's name. */
    private static final int START_FIELD = 19;

    /** This process. {@return its identity} */
    public static ProcessIdentity current() {
        return of(ProcessHandle.current().pid())
                .orElseThrow(() -> new IllegalStateException("this process cannot be identified"));
    }

    /**
     * Identifies a living process.
     *
     * @param pid of the process.
     * @return its identity; empty if there is none.
     */
    public static Optional<ProcessIdentity> of(final long pid) {
        return start(pid).map(start -> new ProcessIdentity(pid, start));
    }

    /** Whether this very process lives. {@return false as well if another one has its pid} */
    public boolean isAlive() {
        return handle().isPresent();
    }

    /**
     * The handle of this very process.
     *
     * @return empty if it is gone, or another one has its pid.
     */
    public Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(any -> start(pid).filter(start::equals).isPresent());
    }

    private static Optional<String> start(final long pid) {
        final Path stat = Path.of("/proc", Long.toString(pid), "stat");
        if (Files.exists(BOOT_ID)) {
            try {
                final String line = Files.readString(stat);
                // The name is in parentheses and may itself hold any character.
                final String[] fields =
                        line.substring(line.lastIndexOf(')') + 2).strip().split(" ");
                final boolean ended = fields[0].equals("Z") || fields[0].equals("X");
                return ended
                        ? Optional.empty()
                        : Optional.of(Files.readString(BOOT_ID).strip() + ":" + fields[START_FIELD]);
            } catch (final IOException ex) {
                return Optional.empty();
            }
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().startInstant())
                .map(Instant::toEpochMilli)
                .map(Object::toString);
    }
}
