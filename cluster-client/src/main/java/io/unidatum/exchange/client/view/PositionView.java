package io.unidatum.exchange.client.view;

import io.unidatum.exchange.protocol.Position;

/** An account's position in an instrument. Changes with the journal; read it on the view's thread. */
public final class PositionView {
    private final int instrumentId;
    private final Position position = new Position();

    PositionView(final int instrumentId) {
        this.instrumentId = instrumentId;
    }

    /** What was traded. {@return instrument id} */
    public int instrumentId() {
        return instrumentId;
    }

    /** Quantity, cost and what it has realised. {@return the position; not to be changed} */
    public Position position() {
        return position;
    }
}
