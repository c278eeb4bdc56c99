package io.unidatum.exchange.ledger.cluster;

import io.unidatum.exchange.sbe.common.CommandHeaderEncoder;
import io.unidatum.exchange.sbe.common.Hash256Encoder;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.WithdrawalState;
import io.unidatum.exchange.sbe.order.AcknowledgeJournalEncoder;
import io.unidatum.exchange.sbe.order.DepositEncoder;
import io.unidatum.exchange.sbe.order.EndWithdrawalEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Makes the commands that an adapter may send. Stateless; amounts are in units of 10<sup>-8</sup>. */
public final class AdapterCommands {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int HASH_LENGTH = 32;
    private static final byte[] NO_HASH = new byte[HASH_LENGTH];

    private AdapterCommands() {}

    /**
     * Credits an account.
     *
     * @param account to credit.
     * @param assetId of what arrived.
     * @param amount above 0.
     * @param depositId the chain transaction's id, 32 bytes; credited once, for ever.
     * @return the command.
     */
    public static AdapterCommand deposit(
            final long account, final int assetId, final long amount, final byte[] depositId) {
        return (buffer, id, validUntilNs) -> {
            final DepositEncoder command =
                    new DepositEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            stamp(command.header(), id, account, validUntilNs);
            command.assetId(assetId).amount(amount);
            hash(command.depositId(), depositId);
            return HEADER + command.encodedLength();
        };
    }

    /**
     * Ends a withdrawal that was paid.
     *
     * @param account whose it is.
     * @param withdrawalId of it.
     * @param networkFee what the chain took of its fee, 0 to fee.
     * @param transactionId on chain, 32 bytes.
     * @return the command.
     */
    public static AdapterCommand completeWithdrawal(
            final long account, final long withdrawalId, final long networkFee, final byte[] transactionId) {
        return end(account, withdrawalId, networkFee, WithdrawalState.COMPLETED, transactionId, "");
    }

    /**
     * Ends a withdrawal that will never be paid: what it holds becomes available again.
     *
     * @param account whose it is.
     * @param withdrawalId of it.
     * @param reason why, printable ASCII of up to 64 characters.
     * @return the command.
     */
    public static AdapterCommand failWithdrawal(final long account, final long withdrawalId, final String reason) {
        return end(account, withdrawalId, 0, WithdrawalState.FAILED, NO_HASH, reason);
    }

    /**
     * Says how far a registered consumer has the journal, flushed.
     *
     * @param consumer its name.
     * @param sequence last event it has.
     * @param position journal position just behind that event's frame, bytes.
     * @return the command.
     */
    public static AdapterCommand acknowledge(final String consumer, final long sequence, final long position) {
        return (buffer, id, validUntilNs) -> {
            final AcknowledgeJournalEncoder command =
                    new AcknowledgeJournalEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            stamp(command.header(), id, 0, validUntilNs);
            command.consumer(consumer).sequence(sequence).position(position);
            return HEADER + command.encodedLength();
        };
    }

    private static AdapterCommand end(
            final long account,
            final long withdrawalId,
            final long networkFee,
            final WithdrawalState state,
            final byte[] transactionId,
            final String reason) {
        return (buffer, id, validUntilNs) -> {
            final EndWithdrawalEncoder command =
                    new EndWithdrawalEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            stamp(command.header(), id, account, validUntilNs);
            command.withdrawalId(withdrawalId)
                    .networkFee(networkFee)
                    .state(state)
                    .reason(reason);
            hash(command.transactionId(), transactionId);
            return HEADER + command.encodedLength();
        };
    }

    private static void stamp(
            final CommandHeaderEncoder header, final RequestId id, final long account, final long validUntilNs) {
        header.requestIdHigh(id.high())
                .requestIdLow(id.low())
                .account(account)
                .actor(0)
                .connectionId(0)
                .validUntil(validUntilNs);
    }

    private static void hash(final Hash256Encoder hash, final byte[] bytes) {
        if (bytes.length != HASH_LENGTH) {
            throw new IllegalArgumentException("an id on a chain has 32 bytes: " + bytes.length);
        }
        final ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        hash.w0(words.getLong()).w1(words.getLong()).w2(words.getLong()).w3(words.getLong());
    }
}
