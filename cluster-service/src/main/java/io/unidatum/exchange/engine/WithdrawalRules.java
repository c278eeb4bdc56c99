package io.unidatum.exchange.engine;

/**
 * On which terms an asset can be withdrawn.
 *
 * @param fee charged for each withdrawal, in the asset.
 * @param minimum smallest amount.
 * @param dailyLimit most that an account may ask for in a UTC day, fees apart; 0: no limit.
 * @param enabled whether it can be withdrawn at all.
 */
record WithdrawalRules(long fee, long minimum, long dailyLimit, boolean enabled) {
    /** Of an asset for which none have been set. */
    static final WithdrawalRules NONE = new WithdrawalRules(0, 0, 0, false);
}
