package io.unidatum.exchange.ledger;

/** Why a ledger entry was booked. The codes are stored: never change one. */
enum LedgerKind {
    TRADE(1),
    FEE(2),
    DEPOSIT(3),
    ADJUSTMENT(4),
    WITHDRAWAL(5);

    private final int code;

    LedgerKind(final int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
