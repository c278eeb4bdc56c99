package io.unidatum.exchange.benchmarks.engine;

import io.unidatum.exchange.engine.ExchangeStateMachine;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.nio.ByteOrder;

/** Reads a state machine's last answer. */
final class Answers {
    private static final int REASON =
            MessageHeaderDecoder.ENCODED_LENGTH + CommandOutcomeDecoder.rejectReasonEncodingOffset();

    private Answers() {}

    static boolean isReject(final ExchangeStateMachine machine) {
        return reason(machine) != RejectReason.NONE;
    }

    static RejectReason reason(final ExchangeStateMachine machine) {
        return RejectReason.get(machine.response().getShort(REASON, ByteOrder.LITTLE_ENDIAN) & 0xffff);
    }
}
