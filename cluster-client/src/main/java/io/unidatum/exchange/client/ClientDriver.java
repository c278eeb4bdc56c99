package io.unidatum.exchange.client;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.util.concurrent.TimeUnit;

/**
 * The one media driver of a process that is not a node: a single thread, small sparse buffers, shared by the cluster
 * client, the journal readers and the feeds of the process. Erases its folder when closed.
 */
public final class ClientDriver implements AutoCloseable {
    private static final int SOCKET_BUFFER_LENGTH = 256 * 1024;
    private static final int INITIAL_WINDOW_LENGTH = 128 * 1024;
    private static final int IPC_TERM_LENGTH = 64 * 1024;

    private final MediaDriver driver;

    private ClientDriver(final MediaDriver driver) {
        this.driver = driver;
    }

    /**
     * Starts the driver.
     *
     * @param ctx what to start it with.
     * @return the running driver.
     */
    public static ClientDriver launch(final ClientDriverContext ctx) {
        ctx.conclude();
        return new ClientDriver(MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(ctx.aeronDirectoryName())
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(ctx.idle().create())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .termBufferSparseFile(true)
                .performStorageChecks(false)
                .publicationTermBufferLength(ctx.termBufferLength())
                .ipcTermBufferLength(IPC_TERM_LENGTH)
                .initialWindowLength(INITIAL_WINDOW_LENGTH)
                .socketRcvbufLength(SOCKET_BUFFER_LENGTH)
                .socketSndbufLength(SOCKET_BUFFER_LENGTH)
                .clientLivenessTimeoutNs(ctx.clientLivenessTimeoutNs())
                .imageLivenessTimeoutNs(ctx.imageLivenessTimeoutNs())
                .publicationConnectionTimeoutNs(TimeUnit.SECONDS.toNanos(2))
                .publicationLingerTimeoutNs(TimeUnit.SECONDS.toNanos(1))));
    }

    /** Folder that Aeron clients of this process connect by. {@return its name} */
    public String aeronDirectoryName() {
        return driver.aeronDirectoryName();
    }

    @Override
    public void close() {
        driver.close();
    }
}
