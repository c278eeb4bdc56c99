package io.unidatum.exchange.marketdata;

import io.aeron.Aeron;
import io.unidatum.exchange.client.ClientDriver;
import io.unidatum.exchange.client.ClientDriverContext;
import io.unidatum.exchange.client.journal.JournalReaderStatus;
import io.unidatum.exchange.protocol.FeedLayout;
import io.unidatum.exchange.runtime.Metrics;
import io.unidatum.exchange.runtime.StatusServer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the event journal and publishes market data: the SBE feed over Aeron, and Redis. Serves {@code /health}.
 *
 * <p>Launching and closing are for one thread; the rest of the interface is thread safe.
 */
public final class MarketDataPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MarketDataPublisher.class);
    private static final String COMPONENT = "market-data";

    private final MarketDataAgent agent;
    private final RedisWriter redis;
    private final ClientDriver driver;
    private final Aeron aeron;
    private final AgentRunner runner;
    private final Metrics metrics = PublisherMetrics.of(COMPONENT, this::health);
    private final StatusServer statusServer;

    private MarketDataPublisher(final MarketDataContext context) throws IOException {
        driver = ClientDriver.launch(new ClientDriverContext()
                .aeronDirectoryName(context.aeronDirectoryName())
                .idle(context.idleStrategy()));
        Aeron connected = null;
        try {
            connected = Aeron.connect(new Aeron.Context()
                    .aeronDirectoryName(driver.aeronDirectoryName())
                    .errorHandler(MarketDataPublisher::onError));
            final String channel = FeedLayout.publicationChannel(context.host(), context.feedPort());
            final Feed feed = new Feed(
                    connected.addExclusivePublication(channel, FeedLayout.STREAM_ID),
                    new ReceiverCount(connected.countersReader(), context.host() + ":" + context.feedPort()),
                    TimeUnit.MILLISECONDS.toNanos(context.tickerIntervalMs()));
            final RedisMailbox mailbox = new RedisMailbox();
            aeron = connected;
            agent = new MarketDataAgent(context, driver.aeronDirectoryName(), feed, mailbox);
            redis = new RedisWriter(context, mailbox);
            runner = new AgentRunner(context.idleStrategy().create(), MarketDataPublisher::onError, null, agent);
            statusServer = StatusServer.launch(context.host(), context.statusPort(), COMPONENT, this::health, metrics);
        } catch (final IOException | RuntimeException ex) {
            CloseHelper.quietCloseAll(connected, driver, metrics);
            throw ex;
        }
        redis.start();
        AgentRunner.startOnThread(runner);
    }

    /**
     * Starts publishing. Neither the cluster nor Redis need be up.
     *
     * @param context of the publisher; concluded here.
     * @return the running publisher.
     * @throws IOException if the status port cannot be bound.
     * @throws IllegalArgumentException if the context is not valid.
     */
    public static MarketDataPublisher launch(final MarketDataContext context) throws IOException {
        context.conclude();
        return new MarketDataPublisher(context);
    }

    /** Port of {@code /health}. {@return TCP port} */
    public int statusPort() {
        return statusServer.port();
    }

    /** What {@code /health} says, the component's name left out. {@return facts by name} */
    public Map<String, Object> health() {
        final JournalReaderStatus reader = agent.readerStatus();
        final PublisherState state = agent.state();
        final boolean connected = reader != null && reader.connected();
        final boolean well = state == PublisherState.LIVE && connected && redis.isUp();
        final Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("status", state == PublisherState.FAILED ? "DOWN" : well ? "UP" : "DEGRADED");
        facts.put("state", state.name().toLowerCase(Locale.ROOT));
        facts.put("sequence", agent.sequence());
        facts.put("journal", connected ? "UP" : "DOWN");
        facts.put(
                "journalMember",
                connected && !reader.memberIds().isEmpty() ? reader.memberIds().get(0) : null);
        facts.put("journalPosition", reader == null ? 0 : reader.point().position());
        facts.put("lagBytes", reader == null ? -1 : reader.lagBytes());
        facts.put("redis", redis.isUp() ? "UP" : "DOWN");
        facts.put("receivers", agent.receivers());
        facts.put("problem", agent.problem());
        return facts;
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(statusServer, runner, redis, aeron, driver, metrics);
    }

    private static void onError(final Throwable thrown) {
        LOG.error("market data met an error", thrown);
    }
}
