package io.unidatum.exchange.client.view;

import io.unidatum.exchange.sbe.common.ConnectionState;

/**
 * A logical connection whose orders are cancelled when it is gone.
 *
 * @param account whose it is.
 * @param connectionId chosen by the client.
 * @param sessionId who holds it.
 * @param gracePeriodNs between its loss and the cancel.
 * @param deadline cluster time of the cancel, ns; 0 unless it is lost.
 * @param state open, lost or closed.
 * @param sequence global sequence of the event that changed it last; the image's if it came with one.
 */
public record ConnectionView(
        long account,
        long connectionId,
        long sessionId,
        long gracePeriodNs,
        long deadline,
        ConnectionState state,
        long sequence) {}
