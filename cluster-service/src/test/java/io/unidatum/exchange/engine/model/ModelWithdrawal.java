package io.unidatum.exchange.engine.model;

import java.math.BigInteger;

/** A request to withdraw; it stays with what has been asked for after it has been paid. */
final class ModelWithdrawal {
    final long id;
    final ModelAccount account;
    final int asset;
    final long amount;
    final long fee;
    final long time;
    final String address;
    boolean isOpen = true;

    ModelWithdrawal(
            final long id,
            final ModelAccount account,
            final int asset,
            final long amount,
            final long fee,
            final long time,
            final String address) {
        this.id = id;
        this.account = account;
        this.asset = asset;
        this.amount = amount;
        this.fee = fee;
        this.time = time;
        this.address = address;
    }

    BigInteger hold() {
        return isOpen ? Exact.of(amount).add(Exact.of(fee)) : BigInteger.ZERO;
    }

    long day() {
        return time / ModelState.DAY;
    }
}
