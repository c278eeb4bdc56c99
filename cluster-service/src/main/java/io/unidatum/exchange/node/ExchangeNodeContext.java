package io.unidatum.exchange.node;

import io.unidatum.exchange.protocol.JournalLayout;
import io.unidatum.exchange.protocol.MemberEndpoints;
import io.unidatum.exchange.runtime.IdleStrategies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.BitUtil;

/**
 * Configuration of an {@link ExchangeNode}. Set what differs from the defaults, then pass it to
 * {@link ExchangeNode#launch}. Not thread safe; one instance a node.
 *
 * <p>Times are in nanoseconds, lengths in bytes. The defaults suit development on two shared cores: they rather notice
 * a dead leader a little later than call an election because the machine was busy.
 */
public final class ExchangeNodeContext {
    private static final int MIN_TERM_LENGTH = 64 * 1024;
    /** A message is at most an eighth of a term, and the answer to the largest batch is above 8 KiB. */
    private static final int MIN_STREAM_TERM_LENGTH = 128 * 1024;

    private static final int MAX_TERM_LENGTH = 1024 * 1024 * 1024;
    private static final long SHORTEST_SESSION_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(1);

    private List<MemberEndpoints> members;
    private int memberId = -1;
    private Path dataDir;
    private String aeronDirectoryName;
    private IdleStrategies idleStrategy = IdleStrategies.ADAPTIVE;
    private int fileSyncLevel;
    private int maxConcurrentSessions = 200;
    private int logTermLength = 16 * 1024 * 1024;
    private int archiveSegmentLength = 64 * 1024 * 1024;
    private int streamTermLength = 1024 * 1024;
    private long leaderHeartbeatTimeoutNs = TimeUnit.MILLISECONDS.toNanos(2_000);
    private long leaderHeartbeatIntervalNs = TimeUnit.MILLISECONDS.toNanos(200);
    private long electionTimeoutNs = TimeUnit.MILLISECONDS.toNanos(1_000);
    private long electionStatusIntervalNs = TimeUnit.MILLISECONDS.toNanos(100);
    private long startupCanvassTimeoutNs = TimeUnit.SECONDS.toNanos(6);
    private long sessionTimeoutNs = TimeUnit.SECONDS.toNanos(10);
    private long closeLingerNs = TimeUnit.MILLISECONDS.toNanos(1_000);
    private long journalAwaitTimeoutNs = TimeUnit.SECONDS.toNanos(20);
    private boolean storageChecks = true;
    private HousekeepingContext housekeeping = new HousekeepingContext();
    private Runnable terminationHandler = () -> {};

    /**
     * Checks the configuration and fills in what follows from the rest.
     *
     * @throws IllegalArgumentException if something is missing or out of range; the message says which setting.
     */
    public void conclude() {
        require(members != null && !members.isEmpty(), "members: none given");
        require(memberId >= 0 && memberId < members.size(), "memberId: " + memberId + " is none of " + members.size());
        require(dataDir != null, "dataDir: not given");
        dataDir = dataDir.toAbsolutePath().normalize();
        require(fileSyncLevel >= 0 && fileSyncLevel <= 2, "fileSyncLevel: " + fileSyncLevel + " is not 0, 1 or 2");
        require(maxConcurrentSessions > 0, "maxConcurrentSessions: must be above 0");
        requireTermLength("logTermLength", logTermLength);
        requireTermLength("streamTermLength", streamTermLength);
        require(
                streamTermLength >= MIN_STREAM_TERM_LENGTH,
                "streamTermLength: " + streamTermLength + " is below 128 KiB, the answer to a batch would not fit");
        requireTermLength("archiveSegmentLength", archiveSegmentLength);
        require(
                archiveSegmentLength >= Math.max(logTermLength, JournalLayout.TERM_LENGTH),
                "archiveSegmentLength: must not be below a term of the log or of the journal ("
                        + Math.max(logTermLength, JournalLayout.TERM_LENGTH) + ")");
        require(leaderHeartbeatIntervalNs > 0, "leaderHeartbeatIntervalNs: must be above 0");
        require(
                leaderHeartbeatTimeoutNs >= 2 * leaderHeartbeatIntervalNs,
                "leaderHeartbeatTimeoutNs: must be at least twice leaderHeartbeatIntervalNs");
        require(electionTimeoutNs > 0, "electionTimeoutNs: must be above 0");
        require(
                electionStatusIntervalNs > 0 && electionStatusIntervalNs < electionTimeoutNs,
                "electionStatusIntervalNs: must be above 0 and below electionTimeoutNs");
        require(
                startupCanvassTimeoutNs >= 2 * leaderHeartbeatTimeoutNs,
                "startupCanvassTimeoutNs: must be at least twice leaderHeartbeatTimeoutNs");
        require(sessionTimeoutNs >= SHORTEST_SESSION_TIMEOUT_NS, "sessionTimeoutNs: must be at least 1 s");
        require(closeLingerNs >= 0, "closeLingerNs: must not be negative");
        require(journalAwaitTimeoutNs > 0, "journalAwaitTimeoutNs: must be above 0");
        housekeeping.conclude();
        if (aeronDirectoryName == null) {
            aeronDirectoryName = defaultAeronDirectoryName();
        }
    }

    /** All members of the cluster, in order of their ids. {@return the list} */
    public List<MemberEndpoints> members() {
        return members;
    }

    /** Sets all members of the cluster, in order of their ids; every member has the same list. {@return this} */
    public ExchangeNodeContext members(final List<MemberEndpoints> members) {
        this.members = List.copyOf(members);
        return this;
    }

    /** Id of this member: its place in {@link #members()}. {@return 0 or above} */
    public int memberId() {
        return memberId;
    }

    /** Sets the id of this member: its place in the list of members. {@return this} */
    public ExchangeNodeContext memberId(final int memberId) {
        this.memberId = memberId;
        return this;
    }

    /** This member's addresses. {@return the endpoints} */
    public MemberEndpoints endpoints() {
        return members.get(memberId);
    }

    /** Folder for everything the node keeps. {@return the folder} */
    public Path dataDir() {
        return dataDir;
    }

    /** Sets the folder for everything this node keeps; created if absent, never shared. {@return this} */
    public ExchangeNodeContext dataDir(final Path dataDir) {
        this.dataDir = dataDir;
        return this;
    }

    /** Folder of the archive's recordings. {@return the folder} */
    public Path archiveDir() {
        return dataDir.resolve("archive");
    }

    /** Folder of the consensus module and the service. {@return the folder} */
    public Path clusterDir() {
        return dataDir.resolve("cluster");
    }

    /** File whose lock guards the data folder. {@return the file} */
    public Path lockFile() {
        return dataDir.resolve("node.lock");
    }

    /** Folder of the media driver's buffers. {@return its path} */
    public String aeronDirectoryName() {
        return aeronDirectoryName;
    }

    /**
     * Sets the folder of the media driver's buffers. It is deleted at start and at close and must be this node's alone.
     * Default: one in shared memory whose name follows from the data folder.
     *
     * @param aeronDirectoryName path.
     * @return this.
     */
    public ExchangeNodeContext aeronDirectoryName(final String aeronDirectoryName) {
        this.aeronDirectoryName = aeronDirectoryName;
        return this;
    }

    /** How idle threads wait. {@return the strategy's name} */
    public IdleStrategies idleStrategy() {
        return idleStrategy;
    }

    /** Sets how idle threads wait; default ADAPTIVE. {@return this} */
    public ExchangeNodeContext idleStrategy(final IdleStrategies idleStrategy) {
        this.idleStrategy = idleStrategy;
        return this;
    }

    /** How hard log and journal are forced to disk. {@return 0, 1 or 2} */
    public int fileSyncLevel() {
        return fileSyncLevel;
    }

    /**
     * Sets how hard log, snapshots and journal alike are forced to disk: 0 leaves it to the operating system, 1 forces
     * data, 2 forces data and meta data. Default 0.
     *
     * @param fileSyncLevel 0, 1 or 2.
     * @return this.
     */
    public ExchangeNodeContext fileSyncLevel(final int fileSyncLevel) {
        this.fileSyncLevel = fileSyncLevel;
        return this;
    }

    /** Sessions that may be open at once. {@return the limit} */
    public int maxConcurrentSessions() {
        return maxConcurrentSessions;
    }

    /** Sets how many sessions may be open at once; default 200. {@return this} */
    public ExchangeNodeContext maxConcurrentSessions(final int maxConcurrentSessions) {
        this.maxConcurrentSessions = maxConcurrentSessions;
        return this;
    }

    /** Term length of the replicated log. {@return bytes} */
    public int logTermLength() {
        return logTermLength;
    }

    /** Sets the term length of the replicated log, a power of two; default 16 MiB. {@return this} */
    public ExchangeNodeContext logTermLength(final int logTermLength) {
        this.logTermLength = logTermLength;
        return this;
    }

    /** Length of a file of a recording. {@return bytes} */
    public int archiveSegmentLength() {
        return archiveSegmentLength;
    }

    /** Sets the length of a file of a recording, a power of two; default 64 MiB, sparse. {@return this} */
    public ExchangeNodeContext archiveSegmentLength(final int archiveSegmentLength) {
        this.archiveSegmentLength = archiveSegmentLength;
        return this;
    }

    /** Term length of ingress, egress, consensus and internal streams. {@return bytes} */
    public int streamTermLength() {
        return streamTermLength;
    }

    /** Sets the term length of all streams but log and journal, a power of two; default 1 MiB. {@return this} */
    public ExchangeNodeContext streamTermLength(final int streamTermLength) {
        this.streamTermLength = streamTermLength;
        return this;
    }

    /** Silence after which the leader counts as dead. {@return ns} */
    public long leaderHeartbeatTimeoutNs() {
        return leaderHeartbeatTimeoutNs;
    }

    /** Sets the silence after which the leader counts as dead; default 2 s. {@return this} */
    public ExchangeNodeContext leaderHeartbeatTimeoutNs(final long leaderHeartbeatTimeoutNs) {
        this.leaderHeartbeatTimeoutNs = leaderHeartbeatTimeoutNs;
        return this;
    }

    /** Interval of the leader's heartbeats. {@return ns} */
    public long leaderHeartbeatIntervalNs() {
        return leaderHeartbeatIntervalNs;
    }

    /** Sets the interval of the leader's heartbeats; default 200 ms. {@return this} */
    public ExchangeNodeContext leaderHeartbeatIntervalNs(final long leaderHeartbeatIntervalNs) {
        this.leaderHeartbeatIntervalNs = leaderHeartbeatIntervalNs;
        return this;
    }

    /** Time a candidate waits for votes. {@return ns} */
    public long electionTimeoutNs() {
        return electionTimeoutNs;
    }

    /** Sets the time a candidate waits for votes; default 1 s. {@return this} */
    public ExchangeNodeContext electionTimeoutNs(final long electionTimeoutNs) {
        this.electionTimeoutNs = electionTimeoutNs;
        return this;
    }

    /** Interval of a member's status messages during an election. {@return ns} */
    public long electionStatusIntervalNs() {
        return electionStatusIntervalNs;
    }

    /** Sets the interval of status messages during an election; default 100 ms. {@return this} */
    public ExchangeNodeContext electionStatusIntervalNs(final long electionStatusIntervalNs) {
        this.electionStatusIntervalNs = electionStatusIntervalNs;
        return this;
    }

    /** Time a starting member waits for all others before a majority is enough. {@return ns} */
    public long startupCanvassTimeoutNs() {
        return startupCanvassTimeoutNs;
    }

    /** Sets how long a starting member waits for all others before a majority is enough; default 6 s. {@return this} */
    public ExchangeNodeContext startupCanvassTimeoutNs(final long startupCanvassTimeoutNs) {
        this.startupCanvassTimeoutNs = startupCanvassTimeoutNs;
        return this;
    }

    /** Silence after which a client's session is closed. {@return ns} */
    public long sessionTimeoutNs() {
        return sessionTimeoutNs;
    }

    /** Sets the silence after which a client's session is closed; default 10 s. {@return this} */
    public ExchangeNodeContext sessionTimeoutNs(final long sessionTimeoutNs) {
        this.sessionTimeoutNs = sessionTimeoutNs;
        return this;
    }

    /** How long a closing leader's media driver outlives its consensus module. {@return ns} */
    public long closeLingerNs() {
        return closeLingerNs;
    }

    /**
     * Sets how long a closing leader's media driver outlives its consensus module, so that the end of the log goes out
     * and the others elect at once instead of waiting for heartbeats. Default 1 s.
     *
     * @param closeLingerNs ns.
     * @return this.
     */
    public ExchangeNodeContext closeLingerNs(final long closeLingerNs) {
        this.closeLingerNs = closeLingerNs;
        return this;
    }

    /** Longest wait for the archive to record the journal before a snapshot or a start fails. {@return ns} */
    public long journalAwaitTimeoutNs() {
        return journalAwaitTimeoutNs;
    }

    /** Sets the longest wait for the archive in a snapshot or at a start; default 20 s. {@return this} */
    public ExchangeNodeContext journalAwaitTimeoutNs(final long journalAwaitTimeoutNs) {
        this.journalAwaitTimeoutNs = journalAwaitTimeoutNs;
        return this;
    }

    /** Whether free disk and memory are checked before files are made. {@return true if so} */
    public boolean storageChecks() {
        return storageChecks;
    }

    /** Sets whether free disk and memory are checked before files are made; off for tests only. {@return this} */
    public ExchangeNodeContext storageChecks(final boolean storageChecks) {
        this.storageChecks = storageChecks;
        return this;
    }

    /** Snapshots, trimming and the disk. {@return the settings} */
    public HousekeepingContext housekeeping() {
        return housekeeping;
    }

    /** Sets what concerns snapshots, trimming and the disk. {@return this} */
    public ExchangeNodeContext housekeeping(final HousekeepingContext housekeeping) {
        this.housekeeping = housekeeping;
        return this;
    }

    /** Called once when a component of the node has failed. {@return the handler} */
    public Runnable terminationHandler() {
        return terminationHandler;
    }

    /**
     * Sets what is called once, on any thread, when a component of the node has failed and the process should end. It
     * must not block and must not close the node itself.
     *
     * @param terminationHandler to call.
     * @return this.
     */
    public ExchangeNodeContext terminationHandler(final Runnable terminationHandler) {
        this.terminationHandler = terminationHandler;
        return this;
    }

    private String defaultAeronDirectoryName() {
        final Path sharedMemory = Path.of("/dev/shm");
        final Path parent = Files.isDirectory(sharedMemory) && Files.isWritable(sharedMemory)
                ? sharedMemory
                : Path.of(System.getProperty("java.io.tmpdir"));
        final String name = String.format(
                "exchange-%s-node-%d-%08x",
                System.getProperty("user.name"), memberId, dataDir.toString().hashCode());
        return parent.resolve(name).toString();
    }

    private static void requireTermLength(final String name, final int length) {
        require(
                length >= MIN_TERM_LENGTH && length <= MAX_TERM_LENGTH && BitUtil.isPowerOfTwo(length),
                name + ": " + length + " is not a power of two from 64 KiB to 1 GiB");
    }

    private static void require(final boolean condition, final String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
