package io.unidatum.exchange.client.journal;

import io.aeron.Aeron;
import io.aeron.Image;
import io.aeron.Subscription;
import org.agrona.CloseHelper;

/** Where replays arrive: a subscription on a port of its own, opened without blocking. Single-threaded. */
final class ReplayStream implements AutoCloseable {
    static final int STREAM_ID = 2002;

    private final Aeron aeron;
    private final long registrationId;
    private Subscription subscription;
    private String channel;

    ReplayStream(final Aeron aeron, final String host) {
        this.aeron = aeron;
        this.registrationId =
                aeron.asyncAddSubscription("aeron:udp?alias=journal-replay|endpoint=" + host + ":0", STREAM_ID);
    }

    /** The channel to replay to. {@return null until it is known} */
    String channel() {
        if (channel == null) {
            if (subscription == null) {
                subscription = aeron.getSubscription(registrationId);
            }
            if (subscription != null) {
                channel = subscription.tryResolveChannelEndpointPort();
            }
        }
        return channel;
    }

    /** The image of a replay. {@return null until it is there} */
    Image image(final long replaySessionId) {
        return subscription.imageBySessionId((int) replaySessionId);
    }

    @Override
    public void close() {
        if (subscription != null) {
            CloseHelper.quietClose(subscription);
        } else if (!aeron.isClosed()) {
            aeron.asyncRemoveSubscription(registrationId);
        }
    }
}
