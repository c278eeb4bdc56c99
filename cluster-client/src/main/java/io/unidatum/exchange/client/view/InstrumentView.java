package io.unidatum.exchange.client.view;

import io.unidatum.exchange.sbe.common.InstrumentStatus;

/** An instrument. Changes with the journal; read it on the view's thread. */
public final class InstrumentView {
    private final int instrumentId;
    private final String symbol;
    private final int baseAsset;
    private final int quoteAsset;
    private final long tickSize;
    private final long lotSize;
    private long maxOrderQuantity;
    private int protectionBand;
    private int collar;
    private long haltDuration;
    private long auctionDuration;
    private InstrumentStatus status;
    private long statusUntil;
    private long instrumentSequence;
    private long lastPrice;

    InstrumentView(
            final int instrumentId,
            final String symbol,
            final int baseAsset,
            final int quoteAsset,
            final long tickSize,
            final long lotSize,
            final long maxOrderQuantity,
            final int protectionBand) {
        this.instrumentId = instrumentId;
        this.symbol = symbol;
        this.baseAsset = baseAsset;
        this.quoteAsset = quoteAsset;
        this.tickSize = tickSize;
        this.lotSize = lotSize;
        this.maxOrderQuantity = maxOrderQuantity;
        this.protectionBand = protectionBand;
        this.status = InstrumentStatus.OPEN;
    }

    /** Its id. {@return instrument id} */
    public int instrumentId() {
        return instrumentId;
    }

    /** Its name. {@return such as {@code DEC/USD}} */
    public String symbol() {
        return symbol;
    }

    /** What is traded. {@return asset id} */
    public int baseAsset() {
        return baseAsset;
    }

    /** What it is paid in. {@return asset id} */
    public int quoteAsset() {
        return quoteAsset;
    }

    /** Price step. {@return 10<sup>-8</sup> quote per base} */
    public long tickSize() {
        return tickSize;
    }

    /** Quantity step. {@return 10<sup>-8</sup> base} */
    public long lotSize() {
        return lotSize;
    }

    /** Largest quantity of one order. {@return 10<sup>-8</sup> base} */
    public long maxOrderQuantity() {
        return maxOrderQuantity;
    }

    /** How far market orders may trade from the best price. {@return parts per million} */
    public int protectionBand() {
        return protectionBand;
    }

    /** How far from the last price a trade halts it. {@return parts per million, 0 for no collar} */
    public int collar() {
        return collar;
    }

    /** How long a halt by the collar lasts. {@return ns, 0 until an operator ends it} */
    public long haltDuration() {
        return haltDuration;
    }

    /** How long the auction after a timed halt lasts. {@return ns, 0 if it opens without one} */
    public long auctionDuration() {
        return auctionDuration;
    }

    /** When its status changes by itself. {@return cluster time, ns; 0 when told} */
    public long statusUntil() {
        return statusUntil;
    }

    /** Whether it trades. {@return the status} */
    public InstrumentStatus status() {
        return status;
    }

    /** Sequence of its last book event. {@return instrument sequence, 0 for none} */
    public long instrumentSequence() {
        return instrumentSequence;
    }

    /** Price of its last trade. {@return 10<sup>-8</sup> quote per base, 0 if it never traded} */
    public long lastPrice() {
        return lastPrice;
    }

    void status(final InstrumentStatus newStatus, final long until) {
        this.status = newStatus;
        this.statusUntil = until;
    }

    void rules(
            final long newMaxOrderQuantity,
            final int newProtectionBand,
            final int newCollar,
            final long newHaltDuration,
            final long newAuctionDuration) {
        this.maxOrderQuantity = newMaxOrderQuantity;
        this.protectionBand = newProtectionBand;
        this.collar = newCollar;
        this.haltDuration = newHaltDuration;
        this.auctionDuration = newAuctionDuration;
    }

    void instrumentSequence(final long sequence) {
        this.instrumentSequence = sequence;
    }

    void lastPrice(final long price) {
        this.lastPrice = price;
    }
}
