package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.sbe.common.CommandHeaderEncoder;

/**
 * What every command of an operator begins with, but for the account.
 *
 * @param requestIdHigh upper half of its random request id.
 * @param requestIdLow lower half of it.
 * @param validUntil cluster time after which it must not take effect, ns.
 */
record Stamp(long requestIdHigh, long requestIdLow, long validUntil) {
    void apply(final CommandHeaderEncoder header, final long account) {
        header.requestIdHigh(requestIdHigh)
                .requestIdLow(requestIdLow)
                .account(account)
                .actor(0)
                .connectionId(0)
                .validUntil(validUntil);
    }
}
