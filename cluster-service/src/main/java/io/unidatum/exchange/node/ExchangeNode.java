package io.unidatum.exchange.node;

import io.aeron.Aeron;
import io.aeron.archive.Archive;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.unidatum.exchange.runtime.Metrics;
import io.unidatum.exchange.runtime.StatusServer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of the exchange's cluster: media driver, archive, consensus module and service in one process, and its
 * HTTP status. Thread safe.
 *
 * <p>A node stops serving as soon as one of its components fails. It cannot end the process itself: whoever launched it
 * waits in {@link #awaitTermination()}, closes the node and exits with an error.
 */
public final class ExchangeNode implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ExchangeNode.class);
    private static final long WATCH_INTERVAL_MS = 200;
    private static final long HOUSEKEEPING_STEP_MS = 20;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private final NodeErrors errors = new NodeErrors(this::onFailure);
    private final NodeHealth health;
    private final ExchangeNodeContext ctx;
    private DataFolder dataFolder;
    private MediaDriver mediaDriver;
    private Archive archive;
    private ConsensusModule consensusModule;
    private volatile ClusteredServiceContainer container;
    private final Metrics metrics = NodeMetrics.of(this::health);
    private StatusServer statusServer;
    private AgentRunner housekeeping;

    private ExchangeNode(final ExchangeNodeContext ctx) {
        this.ctx = ctx;
        health = new NodeHealth(ctx.memberId());
    }

    /**
     * Starts a node. Returns once all components run; the node then finds its peers, replays its log and takes part.
     *
     * @param ctx configuration; concluded here.
     * @return the running node.
     * @throws IllegalArgumentException if the configuration is wrong.
     * @throws NodeStartException if the node cannot start; the message is one line for people and says what to do.
     */
    public static ExchangeNode launch(final ExchangeNodeContext ctx) {
        ctx.conclude();
        final ExchangeNode node = new ExchangeNode(ctx);
        try {
            node.start();
        } catch (final NodeStartException | Error ex) {
            node.close();
            throw ex;
        } catch (final RuntimeException | IOException ex) {
            node.close();
            throw new NodeStartException("the node cannot start: " + ex.getMessage(), ex);
        }
        return node;
    }

    /** What {@code /health} answers. {@return the facts by name} */
    public Map<String, Object> health() {
        watch();
        return health.answer(failure.get());
    }

    /**
     * Waits until a component fails or the node is closed.
     *
     * @return why the node failed; empty if it was closed.
     * @throws InterruptedException if the waiting thread is interrupted.
     */
    public Optional<Throwable> awaitTermination() throws InterruptedException {
        while (!ended.await(WATCH_INTERVAL_MS, TimeUnit.MILLISECONDS)) {
            watch();
        }
        return Optional.ofNullable(failure.get());
    }

    /** Stops the node gracefully; a leader hands over at once. Idempotent; returns when everything is closed. */
    @Override
    public void close() {
        if (!isClosed.compareAndSet(false, true)) {
            return;
        }
        LOGGER.info("node closing: member={}", ctx.memberId());
        errors.onClosing();
        ended.countDown();
        final boolean handsOver = ctx.members().size() > 1 && health.facts().role() == Cluster.Role.LEADER;
        CloseHelper.quietCloseAll(statusServer, housekeeping, consensusModule);
        if (handsOver) {
            // The driver sends the end of the log to the others, who elect at once instead of waiting for heartbeats.
            LockSupport.parkNanos(ctx.closeLingerNs());
        }
        CloseHelper.quietCloseAll(container, archive, mediaDriver, dataFolder, metrics);
        LOGGER.info("node closed: member={}", ctx.memberId());
    }

    /** Ends the node as a dying process would: without a word to the others. For tests. */
    void abort() {
        if (isClosed.compareAndSet(false, true)) {
            errors.onClosing();
            ended.countDown();
            CloseHelper.quietCloseAll(
                    statusServer, housekeeping, mediaDriver, archive, container, consensusModule, dataFolder, metrics);
        }
    }

    /** The service's last facts. {@return a snapshot of them} */
    ServiceFacts facts() {
        return health.facts();
    }

    /** What the housekeeping saw last. {@return a snapshot of it} */
    HousekeepingFacts housekeepingFacts() {
        return health.housekeeping();
    }

    private void start() throws IOException {
        dataFolder = DataFolder.lock(ctx);
        PortCheck.check(ctx.endpoints());
        try {
            statusServer = StatusServer.launch(
                    ctx.endpoints().host(), ctx.endpoints().statusPort(), "node", this::health, metrics);
        } catch (final IOException ex) {
            throw new NodeStartException(
                    "TCP port " + ctx.endpoints().status() + " cannot be bound (" + ex.getMessage()
                            + "): end the process that has it, or set another cluster base port or host",
                    ex);
        }
        final OperatorKeys operators = new OperatorKeys();
        final ExchangeService service = new ExchangeService(
                new ServiceContext(operators, health::onFacts, this::onFailure, ctx.journalAwaitTimeoutNs()));
        final ComponentContexts contexts = new ComponentContexts(ctx, errors);
        mediaDriver = MediaDriver.launch(contexts.mediaDriver());
        archive = ArchiveStart.launch(contexts::archive);
        consensusModule = ConsensusModule.launch(contexts.consensusModule(operators));
        container = ClusteredServiceContainer.launch(contexts.serviceContainer(service));
        housekeeping = new AgentRunner(
                new SleepingMillisIdleStrategy(HOUSEKEEPING_STEP_MS),
                errors.of("housekeeping"),
                null,
                new Housekeeping(ctx, health::facts, health::onHousekeeping));
        AgentRunner.startOnThread(housekeeping);
        LOGGER.info("node started: member={} dataDir={}", ctx.memberId(), ctx.dataDir());
    }

    /** A component that ends closes its client: so one that ended without an error that says so is found as well. */
    private void watch() {
        if (container != null && !isClosed.get() && failure.get() == null) {
            checkOpen("archive", archive.context().aeron());
            checkOpen("consensus module", consensusModule.context().aeron());
            checkOpen("service", container.context().aeron());
        }
    }

    private void checkOpen(final String component, final Aeron aeron) {
        if (aeron.isClosed() && !isClosed.get()) {
            onFailure(new IllegalStateException("the " + component + " has ended; its errors are in the log above"));
        }
    }

    private void onFailure(final Throwable cause) {
        if (!isClosed.get() && failure.compareAndSet(null, cause)) {
            LOGGER.error("node failed: member={} reason={}", ctx.memberId(), cause.getMessage(), cause);
            ended.countDown();
            ctx.terminationHandler().run();
        }
    }
}
