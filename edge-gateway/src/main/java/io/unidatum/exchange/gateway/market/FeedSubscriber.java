package io.unidatum.exchange.gateway.market;

import io.aeron.Aeron;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.unidatum.exchange.protocol.FeedLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.agrona.concurrent.Agent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the md-publisher's feed. What one poll brings is handed on as one list; if those who take the lists fall
 * behind, polling pauses, the feed loses messages, and snapshots make up for it: nothing is buffered without bound.
 */
public final class FeedSubscriber implements Agent {
    private static final Logger LOGGER = LoggerFactory.getLogger(FeedSubscriber.class);
    private static final int FRAGMENT_LIMIT = 64;
    private static final int MAX_IN_FLIGHT = 64;

    private final Aeron aeron;
    private final Subscription subscription;
    private final FeedDecoder decoder = new FeedDecoder();
    private final FragmentAssembler assembler;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Consumer<List<FeedMessage>> sink;
    private List<FeedMessage> batch = new ArrayList<>();

    /**
     * Subscribes.
     *
     * @param aeronDirectoryName media driver to use.
     * @param feedHost host of the publisher.
     * @param feedPort port of the publisher.
     * @param localHost this machine's address as the publisher reaches it.
     * @param sink takes each list on the polling thread and calls {@link #done} when it has been worked off.
     */
    public FeedSubscriber(
            final String aeronDirectoryName,
            final String feedHost,
            final int feedPort,
            final String localHost,
            final Consumer<List<FeedMessage>> sink) {
        this.sink = sink;
        this.aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(aeronDirectoryName)
                .useConductorAgentInvoker(true)
                .errorHandler(ex -> LOGGER.warn("event=feed_client_error reason={}", ex.toString())));
        this.subscription = aeron.addSubscription(
                FeedLayout.subscriptionChannel(feedHost, feedPort, localHost), FeedLayout.STREAM_ID);
        this.assembler = new FragmentAssembler(
                (buffer, offset, length, header) -> decoder.decode(buffer, offset, length, batch));
    }

    @Override
    public int doWork() {
        int work = aeron.conductorAgentInvoker().invoke();
        if (inFlight.get() < MAX_IN_FLIGHT) {
            work += subscription.poll(assembler, FRAGMENT_LIMIT);
            if (!batch.isEmpty()) {
                inFlight.incrementAndGet();
                sink.accept(batch);
                batch = new ArrayList<>();
            }
        }
        return work;
    }

    /** A list has been worked off. Any thread. */
    public void done() {
        inFlight.decrementAndGet();
    }

    /** Gaps met in the feed so far. {@return how many, as of a moment ago} */
    public long gaps() {
        return decoder.gaps();
    }

    @Override
    public void onClose() {
        aeron.close();
    }

    @Override
    public String roleName() {
        return "market-data-feed";
    }
}
