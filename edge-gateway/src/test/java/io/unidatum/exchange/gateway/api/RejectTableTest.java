package io.unidatum.exchange.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RejectTableTest {
    private static final Set<RejectReason> ADMINISTRATION = EnumSet.of(
            RejectReason.NONE,
            RejectReason.NULL_VAL,
            RejectReason.SBE_UNKNOWN,
            RejectReason.ALREADY_INITIALISED,
            RejectReason.UNKNOWN_FEE_TIER,
            RejectReason.ALREADY_EXISTS,
            RejectReason.DUPLICATE_DEPOSIT,
            RejectReason.INVALID_NAME,
            RejectReason.INVALID_TICK_OR_LOT,
            RejectReason.INVALID_RATE,
            RejectReason.INVALID_LIMIT,
            RejectReason.LAST_OPERATOR,
            RejectReason.UNSUPPORTED_VERSION,
            RejectReason.UNKNOWN_CONSUMER,
            RejectReason.INVALID_POSITION,
            RejectReason.TOO_MANY_CONSUMERS);

    @Test
    void shouldSayWhatToDoAboutEveryRejectOfAClientsCommand() {
        for (final RejectReason reason : RejectReason.values()) {
            final ApiError error = RejectTable.of(reason);
            assertThat(error.code()).isEqualTo(reason.name());
            assertThat(error.status()).isIn(400, 403, 404, 409, 422, 429, 503);
            if (!ADMINISTRATION.contains(reason)) {
                assertThat(error.message()).as(reason.name()).isNotBlank().doesNotContain("refused the request");
            }
        }
    }
}
