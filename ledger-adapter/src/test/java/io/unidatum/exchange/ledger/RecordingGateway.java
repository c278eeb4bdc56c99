package io.unidatum.exchange.ledger;

import io.unidatum.exchange.client.CommandFailedException;
import io.unidatum.exchange.client.CommandFailure;
import io.unidatum.exchange.client.CommandResult;
import io.unidatum.exchange.ledger.cluster.AdapterCommand;
import io.unidatum.exchange.ledger.cluster.CommandGateway;
import io.unidatum.exchange.ledger.cluster.RequestId;
import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.order.AcknowledgeJournalDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A cluster that remembers what it was told of the journal and answers as it is told to. */
final class RecordingGateway implements CommandGateway {
    final List<String> told = new ArrayList<>();
    final List<Long> sequences = new ArrayList<>();
    RejectReason reason = RejectReason.NONE;
    long eventSequence;

    @Override
    public CommandResult execute(final AdapterCommand command, final RequestId id, final long timeoutNs) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        command.encode(buffer, id, 1);
        final AcknowledgeJournalDecoder decoder =
                new AcknowledgeJournalDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
        told.add(decoder.consumer() + " " + decoder.sequence() + " " + decoder.position());
        sequences.add(decoder.sequence());
        if (reason == null) {
            throw new CommandFailedException(CommandFailure.UNAVAILABLE);
        }
        return new CommandResult(
                id.high(),
                id.low(),
                0,
                AcknowledgeJournalDecoder.TEMPLATE_ID,
                reason,
                OrderStatus.NULL_VAL,
                CancelReason.NULL_VAL,
                false,
                0,
                0,
                0,
                0,
                0,
                eventSequence,
                eventSequence,
                1);
    }

    @Override
    public long clusterTimeNs() {
        return 0;
    }

    @Override
    public boolean isConnected() {
        return true;
    }
}
