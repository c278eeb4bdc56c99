package io.unidatum.exchange.node;

import io.aeron.archive.ArchiveMarkFile;
import io.aeron.cluster.service.ClusterMarkFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.agrona.CloseHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that holds everything a node keeps, locked for this process as long as this object is open.
 *
 * <p>Aeron guards its folders with mark files that a live process stamps every second, and refuses to start on one that
 * was stamped in the last 10 s: so a node could not come back at once after its process was killed. The lock says the
 * same without delay, since the operating system releases it when the process dies. Whoever holds it knows that any
 * mark file is a dead process's and deletes it. Nothing is lost by that: the term and the candidate a member voted for
 * are in the consensus module's node-state file, not in its mark file.
 */
final class DataFolder implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(DataFolder.class);

    private final Path lockFile;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(final Path lockFile, final FileChannel channel, final FileLock lock) {
        this.lockFile = lockFile;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Creates the folder if need be, locks it and clears what a dead process left in it.
     *
     * @param ctx concluded.
     * @return the locked folder.
     * @throws NodeStartException if it cannot be written or another process has it.
     */
    static DataFolder lock(final ExchangeNodeContext ctx) {
        FileChannel channel = null;
        try {
            Files.createDirectories(ctx.archiveDir());
            Files.createDirectories(ctx.clusterDir());
            channel = FileChannel.open(ctx.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            final FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new OverlappingFileLockException();
            }
            final DataFolder folder = new DataFolder(ctx.lockFile(), channel, lock);
            folder.deleteStaleMarkFiles(ctx);
            return folder;
        } catch (final OverlappingFileLockException ex) {
            CloseHelper.quietClose(channel);
            throw new NodeStartException(
                    "another node is running on the data folder " + ctx.dataDir()
                            + ": stop it, or set another data folder",
                    ex);
        } catch (final IOException ex) {
            CloseHelper.quietClose(channel);
            throw new NodeStartException(
                    "the data folder " + ctx.dataDir() + " cannot be written (" + ex
                            + "): make it writable, or set another data folder",
                    ex);
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (final IOException ex) {
            LOGGER.warn("the lock file {} could not be closed", lockFile, ex);
        }
    }

    private void deleteStaleMarkFiles(final ExchangeNodeContext ctx) throws IOException {
        final List<Path> markFiles = List.of(
                ctx.archiveDir().resolve(ArchiveMarkFile.FILENAME),
                ctx.clusterDir().resolve(ClusterMarkFile.FILENAME),
                ctx.clusterDir().resolve(ClusterMarkFile.markFilenameForService(0)));
        for (final Path markFile : markFiles) {
            Files.deleteIfExists(markFile);
        }
    }
}
