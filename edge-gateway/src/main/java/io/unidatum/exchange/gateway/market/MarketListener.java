package io.unidatum.exchange.gateway.market;

/** Somebody who can be sent text, on the hub's event loop. */
public interface MarketListener {
    /**
     * Whether there is room for more. If not, updates are left out and a snapshot makes up for them later.
     *
     * @return true if text can be sent now.
     */
    boolean isWritable();

    /**
     * Sends.
     *
     * @param text a JSON message.
     */
    void send(String text);
}
