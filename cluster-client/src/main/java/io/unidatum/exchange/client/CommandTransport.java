package io.unidatum.exchange.client;

import org.agrona.DirectBuffer;

/** Takes commands towards the leader. That it took one means nothing: only an answer does. */
@FunctionalInterface
interface CommandTransport {
    /**
     * Offers one command.
     *
     * @param buffer that holds it.
     * @param offset at which it begins.
     * @param length in bytes.
     * @return above 0 if it was taken, else one of the results of {@link io.aeron.Publication#offer}.
     */
    long offer(DirectBuffer buffer, int offset, int length);
}
