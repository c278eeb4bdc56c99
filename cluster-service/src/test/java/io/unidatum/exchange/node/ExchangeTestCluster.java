package io.unidatum.exchange.node;

import io.aeron.cluster.service.Cluster;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.unidatum.exchange.protocol.MemberEndpoints;
import io.unidatum.exchange.runtime.Ed25519Key;
import io.unidatum.exchange.runtime.IdleStrategies;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.agrona.CloseHelper;
import org.agrona.IoUtil;
import org.agrona.concurrent.BackoffIdleStrategy;

/**
 * A cluster of real nodes in this process, for tests: starts, stops and kills members, sets the exchange up and reads
 * journals. Everything is in temporary folders, which are deleted at close. Not thread safe.
 */
public final class ExchangeTestCluster implements AutoCloseable {
    /** USD, quote of most instruments. */
    public static final int USD = 2;

    /** DEC, base of {@link #DEC_USD}. */
    public static final int DEC = 1;

    /** The instrument DEC/USD: tick 0.01, lot 0.01. */
    public static final long DEC_USD = 1;

    /** First of the accounts that {@link #bootstrap} creates. */
    public static final long FIRST_ACCOUNT = 1_001;

    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(40);
    private static final long ONE = 100_000_000L;
    private static final int BTC = 3;
    private static final int ETH = 4;

    private final Ed25519Key operatorKey = Ed25519Key.generate();
    private final Ed25519Key gatewayKey = Ed25519Key.generate();
    private final Ed25519Key adapterKey = Ed25519Key.generate();
    private final Ed25519Key nodeKey = Ed25519Key.generate();
    private final String runId = UUID.randomUUID().toString().substring(0, 8);
    private final Path folder;
    private final List<MemberEndpoints> members;
    private final ExchangeNode[] nodes;
    private final Consumer<ExchangeNodeContext> settings;
    private final MediaDriver clientDriver;

    private ExchangeTestCluster(final int size, final Consumer<ExchangeNodeContext> settings) throws IOException {
        this.settings = settings;
        folder = Files.createTempDirectory("exchange-cluster");
        final String hosts = IntStream.range(0, size).mapToObj(i -> "127.0.0.1").collect(Collectors.joining(","));
        members = MemberEndpoints.parse(hosts, FreePorts.basePort(size));
        nodes = new ExchangeNode[size];
        clientDriver = MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(aeronDirectory("client"))
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(new BackoffIdleStrategy(1, 1, 1_000, 100_000))
                .termBufferSparseFile(true)
                .publicationTermBufferLength(256 * 1024)
                .ipcTermBufferLength(256 * 1024));
    }

    /**
     * Starts a cluster and waits for its leader. The exchange is not initialised yet.
     *
     * @param size members.
     * @return the running cluster.
     */
    public static ExchangeTestCluster launch(final int size) {
        return launch(size, ctx -> {});
    }

    /**
     * Starts a cluster and waits for its leader. The exchange is not initialised yet.
     *
     * @param size members.
     * @param settings changes what each member is started with.
     * @return the running cluster.
     */
    public static ExchangeTestCluster launch(final int size, final Consumer<ExchangeNodeContext> settings) {
        try {
            final ExchangeTestCluster cluster = new ExchangeTestCluster(size, settings);
            try {
                cluster.startAll();
                cluster.awaitLeader();
                return cluster;
            } catch (final RuntimeException | Error ex) {
                cluster.close();
                throw ex;
            }
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** The members' addresses. {@return one entry a member} */
    public List<MemberEndpoints> members() {
        return members;
    }

    /** Folder of a running media driver for clients. {@return its path} */
    public String clientAeronDirectoryName() {
        return clientDriver.aeronDirectoryName();
    }

    /** Key of the first operator. {@return the key} */
    public Ed25519Key operatorKey() {
        return operatorKey;
    }

    /** Key with the role of a gateway. {@return the key} */
    public Ed25519Key gatewayKey() {
        return gatewayKey;
    }

    /** Key with the role of an adapter. {@return the key} */
    public Ed25519Key adapterKey() {
        return adapterKey;
    }

    /** Number of members. {@return the count} */
    public int size() {
        return nodes.length;
    }

    /** A running member, or null. {@return the node} */
    public ExchangeNode node(final int memberId) {
        return nodes[memberId];
    }

    /** Data folder of a member. {@return the folder} */
    public Path dataDir(final int memberId) {
        return folder.resolve("node" + memberId);
    }

    /** Configuration that a member of this cluster is started with. {@return a new context} */
    public ExchangeNodeContext context(final int memberId) {
        final ExchangeNodeContext ctx = new ExchangeNodeContext()
                .members(members)
                .memberId(memberId)
                .dataDir(dataDir(memberId))
                .aeronDirectoryName(aeronDirectory("node" + memberId))
                .idleStrategy(IdleStrategies.ADAPTIVE)
                .storageChecks(false)
                .closeLingerNs(TimeUnit.MILLISECONDS.toNanos(300))
                .housekeeping(new HousekeepingContext().key(nodeKey));
        settings.accept(ctx);
        return ctx;
    }

    /** Starts a member that does not run. */
    public void start(final int memberId) {
        nodes[memberId] = ExchangeNode.launch(context(memberId));
    }

    /** Starts all members that do not run. */
    public void startAll() {
        for (int i = 0; i < nodes.length; i++) {
            if (nodes[i] == null) {
                start(i);
            }
        }
    }

    /** Closes a member as SIGTERM would. */
    public void stop(final int memberId) {
        nodes[memberId].close();
        nodes[memberId] = null;
    }

    /** Closes all members as SIGTERM would. */
    public void stopAll() {
        for (int i = 0; i < nodes.length; i++) {
            if (nodes[i] != null) {
                stop(i);
            }
        }
    }

    /** Ends a member without a word to the others. */
    public void abort(final int memberId) {
        nodes[memberId].abort();
        nodes[memberId] = null;
    }

    /** Waits for a leader among the running members that takes part itself. {@return its id} */
    public int awaitLeader() {
        await("a leader", () -> leader() >= 0);
        return leader();
    }

    /** Waits until all running members have come to the same journal position, live and recorded. */
    public void awaitSameJournals() {
        await("all members at the same sequence", () -> {
            final ServiceFacts first = nodes[awaitLeader()].facts();
            for (final ExchangeNode node : nodes) {
                if (node != null) {
                    final ServiceFacts facts = node.facts();
                    if (!facts.electionClosed()
                            || facts.lastSequence() != first.lastSequence()
                            || facts.chainHash() != first.chainHash()
                            || facts.recordedPosition() < first.journalPosition()) {
                        return false;
                    }
                }
            }
            return true;
        });
    }

    /** Connects a session. {@return the open session; close it} */
    public TestSession connect(final Ed25519Key key) {
        final TestSession session = session(key, UnaryOperator.identity());
        session.connect();
        return session;
    }

    /** Makes a session that spoils its signature. {@return the session, not connected} */
    public TestSession session(final Ed25519Key key, final UnaryOperator<byte[]> signatureFilter) {
        return new TestSession(members, clientDriver.aeronDirectoryName(), key, signatureFilter);
    }

    /**
     * Sets the exchange up: genesis, encoding version 3, the gateway's and the adapter's key, four assets, four
     * instruments and accounts from {@link #FIRST_ACCOUNT} on, each with 1,000,000 USD, 10,000 DEC, 100 BTC and 1,000
     * ETH.
     *
     * @param accounts to create.
     */
    public void bootstrap(final int accounts) {
        try (TestSession operator = connect(operatorKey)) {
            accept(operator, TestCommands.genesis(operatorKey.publicKey(), 1_000, 2_000));
            accept(operator, TestCommands.setEncodingVersion(3));
            accept(operator, TestCommands.setPrincipal(gatewayKey.publicKey(), Role.GATEWAY, true));
            accept(operator, TestCommands.setPrincipal(adapterKey.publicKey(), Role.ADAPTER, true));
            accept(operator, TestCommands.setPrincipal(nodeKey.publicKey(), Role.NODE, true));
            accept(operator, TestCommands.createAsset(DEC, "DEC"));
            accept(operator, TestCommands.createAsset(USD, "USD"));
            accept(operator, TestCommands.createAsset(BTC, "BTC"));
            accept(operator, TestCommands.createAsset(ETH, "ETH"));
            final long cent = ONE / 100;
            final long most = 1_000_000 * ONE;
            accept(operator, TestCommands.createInstrument(DEC_USD, "DEC/USD", DEC, USD, cent, cent, most));
            accept(operator, TestCommands.createInstrument(2, "BTC/USD", BTC, USD, cent, ONE / 10_000, most));
            accept(operator, TestCommands.createInstrument(3, "ETH/USD", ETH, USD, cent, ONE / 10_000, most));
            accept(operator, TestCommands.createInstrument(4, "DEC/BTC", DEC, BTC, 100, ONE, most));
            for (long account = FIRST_ACCOUNT; account < FIRST_ACCOUNT + accounts; account++) {
                accept(operator, TestCommands.createAccount(account));
                accept(operator, TestCommands.deposit(account, USD, 1_000_000 * ONE));
                accept(operator, TestCommands.deposit(account, DEC, 10_000 * ONE));
                accept(operator, TestCommands.deposit(account, BTC, 100 * ONE));
                accept(operator, TestCommands.deposit(account, ETH, 1_000 * ONE));
            }
        }
    }

    /** Sends a command that must be accepted. {@return its outcome} */
    public static TestOutcome accept(final TestSession session, final TestCommands.Command command) {
        final TestOutcome outcome = session.send(command);
        if (outcome.reason() != RejectReason.NONE) {
            throw new AssertionError("rejected: " + outcome);
        }
        return outcome;
    }

    /** Has a snapshot taken on all members and waits for it. */
    public void takeSnapshot() {
        final long[] before = new long[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            before[i] = nodes[i] == null ? 0 : nodes[i].facts().snapshots();
        }
        try (TestSession operator = connect(operatorKey)) {
            final Object answer = operator.requestSnapshot();
            if (!"OK".equals(String.valueOf(answer))) {
                throw new AssertionError("no snapshot: " + answer);
            }
        }
        await("a snapshot on all members", () -> {
            for (int i = 0; i < nodes.length; i++) {
                if (nodes[i] != null && nodes[i].facts().snapshots() <= before[i]) {
                    return false;
                }
            }
            return true;
        });
    }

    /** What a member's archive has of the journal. {@return its frames} */
    public List<TestJournal.Frame> journal(final int memberId) {
        return TestJournal.read(members.get(memberId), clientDriver.aeronDirectoryName());
    }

    /** Waits for a condition. */
    public static void await(final String what, final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + DEADLINE_NS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError("waited in vain for " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(nodes);
        CloseHelper.quietClose(clientDriver);
        IoUtil.delete(folder.toFile(), true);
    }

    private int leader() {
        for (int i = 0; i < nodes.length; i++) {
            if (nodes[i] != null
                    && nodes[i].facts().role() == Cluster.Role.LEADER
                    && nodes[i].facts().electionClosed()) {
                return i;
            }
        }
        return -1;
    }

    private String aeronDirectory(final String name) {
        final Path sharedMemory = Path.of("/dev/shm");
        final Path parent = Files.isDirectory(sharedMemory) ? sharedMemory : folder;
        return parent.resolve("exchange-test-" + runId + "-" + name).toString();
    }
}
