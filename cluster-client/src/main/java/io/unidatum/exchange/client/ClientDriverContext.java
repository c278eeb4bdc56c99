package io.unidatum.exchange.client;

import io.unidatum.exchange.runtime.IdleStrategies;
import java.nio.file.Path;
import java.util.UUID;
import org.agrona.SystemUtil;

/** What a {@link ClientDriver} is started with. Set once, from one thread, before {@link ClientDriver#launch}. */
public final class ClientDriverContext {
    private String aeronDirectoryName;
    private IdleStrategies idle = IdleStrategies.ADAPTIVE;
    private long imageLivenessTimeoutNs = 2_000_000_000L;
    private long clientLivenessTimeoutNs = 10_000_000_000L;
    private int termBufferLength = 1024 * 1024;

    /**
     * Folder of the driver's shared memory, erased at start and at close.
     *
     * @param name of the folder; by default a fresh one in shared memory.
     * @return this.
     */
    public ClientDriverContext aeronDirectoryName(final String name) {
        this.aeronDirectoryName = name;
        return this;
    }

    /** Folder of the driver's shared memory. {@return its name, null before {@link #conclude}} */
    public String aeronDirectoryName() {
        return aeronDirectoryName;
    }

    /**
     * Idle strategy of the driver's one thread.
     *
     * @param strategy to use; {@link IdleStrategies#ADAPTIVE} by default.
     * @return this.
     */
    public ClientDriverContext idle(final IdleStrategies strategy) {
        this.idle = strategy;
        return this;
    }

    /** Idle strategy of the driver's thread. {@return the strategy} */
    public IdleStrategies idle() {
        return idle;
    }

    /**
     * How long a publisher may be silent until its image is taken for dead: the time to notice that a node died.
     *
     * @param timeoutNs in ns, 2 s by default.
     * @return this.
     */
    public ClientDriverContext imageLivenessTimeoutNs(final long timeoutNs) {
        this.imageLivenessTimeoutNs = timeoutNs;
        return this;
    }

    /** Image liveness time-out. {@return ns} */
    public long imageLivenessTimeoutNs() {
        return imageLivenessTimeoutNs;
    }

    /**
     * How long a thread that uses the driver may stand still until the driver takes it for dead. Readers and clients
     * that come back later than this connect again by themselves.
     *
     * @param timeoutNs in ns, above 1 s; 10 s by default.
     * @return this.
     */
    public ClientDriverContext clientLivenessTimeoutNs(final long timeoutNs) {
        this.clientLivenessTimeoutNs = timeoutNs;
        return this;
    }

    /** How long a thread that uses the driver may stand still. {@return ns} */
    public long clientLivenessTimeoutNs() {
        return clientLivenessTimeoutNs;
    }

    /**
     * Term length of publications that do not say otherwise.
     *
     * @param length in bytes, a power of two, 1 MiB by default.
     * @return this.
     */
    public ClientDriverContext termBufferLength(final int length) {
        this.termBufferLength = length;
        return this;
    }

    /** Term length of publications. {@return bytes} */
    public int termBufferLength() {
        return termBufferLength;
    }

    /**
     * Fills in defaults and checks.
     *
     * @throws IllegalArgumentException if a value makes no sense.
     */
    public void conclude() {
        if (aeronDirectoryName == null) {
            final Path memory = Path.of(SystemUtil.isLinux() ? "/dev/shm" : SystemUtil.tmpDirName());
            aeronDirectoryName =
                    memory.resolve("exchange-client-" + UUID.randomUUID()).toString();
        }
        if (imageLivenessTimeoutNs <= 0) {
            throw new IllegalArgumentException("image liveness time-out must be above 0: " + imageLivenessTimeoutNs);
        }
    }
}
