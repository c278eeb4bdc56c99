package io.unidatum.exchange.cli.run;

import io.unidatum.exchange.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which processes belong to the exchange of a data folder, kept in a file so that a later command finds them: one
 * line a process, its name, pid and start mark. Each write replaces the file whole. Thread safe.
 */
public final class PidFile {
    /** Name under which the launcher itself is listed. */
    public static final String LAUNCHER = "run";

    private final Path file;
    private final Map<String, ProcessIdentity> entries = new LinkedHashMap<>();

    private PidFile(final Path file) {
        this.file = file;
    }

    /**
     * Begins a new, empty file; nothing is written yet.
     *
     * @param file to write.
     * @return the pid file.
     */
    public static PidFile begin(final Path file) {
        return new PidFile(file);
    }

    /**
     * Reads a file.
     *
     * @param file to read.
     * @return what it holds; nothing if it is not there. Lines that make no sense are passed over.
     */
    public static PidFile read(final Path file) {
        final PidFile pids = new PidFile(file);
        if (!Files.exists(file)) {
            return pids;
        }
        try {
            for (final String line : Files.readAllLines(file)) {
                final String[] fields = line.split(" ");
                if (fields.length == 3 && fields[1].matches("[0-9]{1,18}")) {
                    pids.entries.put(fields[0], new ProcessIdentity(Long.parseLong(fields[1]), fields[2]));
                }
            }
        } catch (final IOException ex) {
            throw new UserError("the file " + file + " cannot be read");
        }
        return pids;
    }

    /**
     * Lists a process, in place of an earlier one of that name.
     *
     * @param name of the process, without a space.
     * @param identity of the process.
     */
    public synchronized void put(final String name, final ProcessIdentity identity) {
        entries.put(name, identity);
        write();
    }

    /**
     * Takes a process off the list.
     *
     * @param name of the process.
     */
    public synchronized void remove(final String name) {
        if (entries.remove(name) != null) {
            write();
        }
    }

    /** All processes listed. {@return a copy, by name} */
    public synchronized Map<String, ProcessIdentity> entries() {
        return new LinkedHashMap<>(entries);
    }

    /** The processes listed that live. {@return a copy, by name} */
    public Map<String, ProcessIdentity> living() {
        final Map<String, ProcessIdentity> living = entries();
        living.values().removeIf(identity -> !identity.isAlive());
        return living;
    }

    /** Removes the file. */
    public synchronized void delete() {
        entries.clear();
        try {
            Files.deleteIfExists(file);
        } catch (final IOException ex) {
            throw new UserError("the file " + file + " cannot be removed");
        }
    }

    private void write() {
        final String text = entries.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().pid() + " "
                        + entry.getValue().start() + "\n")
                .collect(Collectors.joining());
        final Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.writeString(temporary, text);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (final IOException ex) {
            throw new UserError("the file " + file + " cannot be written");
        }
    }
}
