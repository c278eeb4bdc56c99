package io.unidatum.exchange.engine;

/**
 * One random step, in small numbers that shrink well. What it does is worked out when its turn comes, since it may be
 * about an order that an earlier step made: see {@link StepWriter}.
 */
record Step(Kind kind, int account, int instrument, boolean buy, int a, int b, int c, int d) {
    /** What a step is about, with how often it comes. */
    enum Kind {
        LIMIT(14),
        IOC(3),
        FOK(3),
        MARKET(3),
        MARKET_FOK(1),
        MARKET_QUOTE(2),
        POST_ONLY(2),
        ICEBERG(4),
        GTD(3),
        STOP(2),
        STOP_LIMIT(3),
        TAKE_PROFIT(1),
        TAKE_PROFIT_LIMIT(2),
        TRAILING_STOP(3),
        OCO(4),
        ODD(3),
        CANCEL(4),
        AMEND(5),
        AMEND_SMALLER(2),
        AMEND_STOP(2),
        MASS_CANCEL(1),
        KILL_SWITCH(1),
        MASS_QUOTE(3),
        BATCH(2),
        STATUS(3),
        AUCTION(2),
        RULES(1),
        LIMITS(1),
        CONNECTION(3),
        SESSION_CLOSED(1),
        DEAD_MAN(1),
        WITHDRAWAL_RULES(2),
        WITHDRAW(5),
        END_WITHDRAWAL(3),
        TIMER(2),
        REPEAT(2),
        ADMIN(6),
        RETENTION(5);

        final int weight;

        Kind(final int weight) {
            this.weight = weight;
        }
    }

    /** The same with other numbers, for what is made of several. */
    Step with(final Kind other, final int shift) {
        return new Step(
                other, account, instrument, buy ^ shift % 2 == 1, a + 7 * shift, b + shift, c + shift, d + shift);
    }
}
