package io.unidatum.exchange.cli.run;

import io.unidatum.exchange.cli.UserError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The one folder that holds everything of a local exchange, and where in it things are. */
public final class DataFolder {
    private static final String MARKER = ".exchange-data";

    private final Path root;

    /**
     * Names a folder, without touching it.
     *
     * @param root absolute path of the folder.
     */
    public DataFolder(final Path root) {
        this.root = root;
    }

    /** The folder itself. {@return its absolute path} */
    public Path root() {
        return root;
    }

    /** Where the logs of the processes are. {@return the folder} */
    public Path logs() {
        return root.resolve("logs");
    }

    /**
     * The log of a process.
     *
     * @param process its name.
     * @return the file.
     */
    public Path log(final String process) {
        return logs().resolve(process + ".log");
    }

    /** Where the pid file, the lock and the like are. {@return the folder} */
    public Path runtime() {
        return root.resolve("run");
    }

    /** The list of processes. {@return the file} */
    public Path pidFile() {
        return runtime().resolve("pids");
    }

    /** The settings of the exchange that runs. {@return the file} */
    public Path settings() {
        return runtime().resolve("settings");
    }

    /** What was set up in the cluster already. {@return the file} */
    public Path bootstrapMark() {
        return runtime().resolve("bootstrapped");
    }

    /** Binaries of the embedded servers. {@return the folder} */
    public Path binaries() {
        return root.resolve("embedded");
    }

    /**
     * Makes the folder and what is always in it.
     *
     * @throws UserError if it cannot be written, or holds something that is not an exchange's.
     */
    public void create() {
        try {
            Files.createDirectories(root);
        } catch (final IOException ex) {
            throw cannotWrite();
        }
        if (!Files.isWritable(root)) {
            throw cannotWrite();
        }
        if (!isOurs()) {
            requireEmpty();
        }
        try {
            Files.writeString(
                    root.resolve(MARKER),
                    "This folder holds the state of an exchange. 'make -f Makefile.exchange clean' erases it.\n");
            Files.createDirectories(logs());
            Files.createDirectories(runtime());
            Files.createDirectories(binaries());
        } catch (final IOException ex) {
            throw cannotWrite();
        }
    }

    /** Whether the folder carries the mark of an exchange's data. {@return true if so} */
    public boolean isOurs() {
        return Files.exists(root.resolve(MARKER));
    }

    /**
     * Locks the folder for this process, until it ends.
     *
     * @return the lock; empty if another process has it.
     */
    public Optional<FileLock> lock() {
        try {
            final FileChannel channel =
                    FileChannel.open(runtime().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            final Optional<FileLock> lock = Optional.ofNullable(channel.tryLock());
            if (lock.isEmpty()) {
                channel.close();
            }
            return lock;
        } catch (final OverlappingFileLockException ex) {
            return Optional.empty();
        } catch (final IOException ex) {
            throw cannotWrite();
        }
    }

    /**
     * Erases the folder with everything in it. Links are removed, not followed.
     *
     * @throws UserError if it is not an exchange's, or something in it cannot be removed.
     */
    public void erase() {
        if (!isOurs()) {
            throw new UserError(root + " is not erased: it has no file " + MARKER + ", so it may not be an exchange's");
        }
        try (Stream<Path> paths = Files.walk(root)) {
            final List<Path> all = paths.sorted(Comparator.reverseOrder()).toList();
            for (final Path path : all) {
                // The marker goes last but for its folder, so that an interrupted erasure can be repeated.
                if (!path.equals(root) && !path.equals(root.resolve(MARKER))) {
                    Files.delete(path);
                }
            }
            Files.delete(root.resolve(MARKER));
            Files.delete(root);
        } catch (final IOException ex) {
            throw new UserError(root + " cannot be erased: " + ex.getMessage());
        }
    }

    private void requireEmpty() {
        try (Stream<Path> entries = Files.list(root)) {
            // Keys may have been made there beforehand.
            if (entries.anyMatch(entry -> !entry.getFileName().toString().equals("secrets"))) {
                throw new UserError("DATA_DIR=" + root
                        + " holds files that are not an exchange's: set DATA_DIR to a folder of its own");
            }
        } catch (final IOException ex) {
            throw cannotWrite();
        }
    }

    private UserError cannotWrite() {
        return new UserError("DATA_DIR=" + root + " cannot be written: set DATA_DIR to a folder that can");
    }
}
