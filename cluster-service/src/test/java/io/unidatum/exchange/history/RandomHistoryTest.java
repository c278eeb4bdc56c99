package io.unidatum.exchange.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.event.JournalFrameDecoder;
import io.unidatum.exchange.sbe.event.OrderCancelledDecoder;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** What readers of the journal are tested with is worth something only if everything occurs in it. */
class RandomHistoryTest {
    private static final int COMMANDS = 12_000;

    private final Set<Integer> templates = new TreeSet<>();
    private final Set<CancelReason> reasons = EnumSet.noneOf(CancelReason.class);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @Test
    void shouldHoldEveryCommandEveryEventAndEveryReasonToCancel() {
        final RandomHistory history = new RandomHistory(
                1, 3, (buffer, offset, length, first, count, hash, position) -> onFrame(buffer, offset));
        history.run(COMMANDS);

        assertThat(history.accepted().keySet())
                .contains("limit", "iceberg", "IOC", "FOK", "market", "market by amount", "oco")
                .contains("STOP", "STOP_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT", "TRAILING_STOP")
                .contains("cancel", "amend", "mass cancel", "mass quote", "kill switch", "connection", "dead man")
                .contains("rules", "limits", "deposit", "adjust", "state hash")
                .contains("withdrawal rules", "withdraw", "withdrawal completed", "withdrawal failed")
                .contains("status OPEN", "status HALTED", "status POST_ONLY", "status CANCEL_ONLY", "status AUCTION");
        assertThat(templates)
                .contains(10, 11, 12, 13, 14, 17, 18, 19, 20, 21, 22, 23, 24, 30, 31, 32)
                .contains(40, 41, 42, 43, 44, 46, 47, 48, 49, 50);
        // An operator's mass cancel is not sent by the history.
        assertThat(EnumSet.complementOf(EnumSet.copyOf(reasons)))
                .containsOnly(CancelReason.OPERATOR, CancelReason.SBE_UNKNOWN, CancelReason.NULL_VAL);
    }

    private void onFrame(final DirectBuffer buffer, final int offset) {
        final JournalFrameDecoder frame = new JournalFrameDecoder().wrapAndApplyHeader(buffer, offset, header);
        int next = offset + MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        for (int i = 0; i < frame.count(); i++) {
            header.wrap(buffer, next);
            templates.add(header.templateId());
            if (header.templateId() == OrderCancelledDecoder.TEMPLATE_ID) {
                reasons.add(new OrderCancelledDecoder()
                        .wrapAndApplyHeader(buffer, next, header)
                        .reason());
            }
            next += MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        }
    }
}
