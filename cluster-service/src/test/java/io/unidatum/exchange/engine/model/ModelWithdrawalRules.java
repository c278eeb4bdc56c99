package io.unidatum.exchange.engine.model;

/** An asset's terms. */
record ModelWithdrawalRules(long fee, long minimum, long dailyLimit, boolean enabled) {}
