package io.unidatum.exchange.engine;

import io.unidatum.exchange.protocol.Position;

/** What an account has in one instrument: its position, limits of its own, and how much it has open. */
final class AccountPosition {
    final Account account;
    final Instrument instrument;
    final Position position = new Position();

    /** Null: those of the account hold. */
    RiskLimits limits;

    /** Open quantity of all buy orders, kept only while the account is {@link Account#limited}. */
    long openBuyLots;

    /** Open quantity of all sell orders, kept only while the account is {@link Account#limited}. */
    long openSellLots;

    /** Those of its last mass quote; null: there never was one. */
    Quotes quotes;

    AccountPosition(final Account account, final Instrument instrument) {
        this.account = account;
        this.instrument = instrument;
    }

    /** Whether there is nothing that a snapshot would have to keep. */
    boolean isBlank() {
        return limits == null && position.isBlank();
    }

    /** The limits that hold here. {@return null if there are none} */
    RiskLimits effectiveLimits() {
        return limits == null ? account.limits : limits;
    }
}
