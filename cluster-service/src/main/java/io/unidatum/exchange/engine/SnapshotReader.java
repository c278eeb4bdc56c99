package io.unidatum.exchange.engine;

import io.unidatum.exchange.protocol.ChainHash;
import io.unidatum.exchange.protocol.SnapshotOrder;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.snapshot.DepositStateDecoder;
import io.unidatum.exchange.sbe.snapshot.SnapshotEndDecoder;
import io.unidatum.exchange.sbe.snapshot.SnapshotHeaderDecoder;
import org.agrona.DirectBuffer;

/** Restores a snapshot into a fresh state, message by message, and checks it: order, references, count and checksum. */
final class SnapshotReader {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SnapshotHeaderDecoder snapshotHeader = new SnapshotHeaderDecoder();
    private final DepositStateDecoder deposit = new DepositStateDecoder();
    private final SnapshotEndDecoder end = new SnapshotEndDecoder();
    private final ExchangeState state;
    private final JournalFramer framer;
    private final RegistrySnapshotReader registries;
    private final AccountSnapshotReader accounts;
    private final ProtectionSnapshotReader protections;
    private final WithdrawalSnapshotReader withdrawals;
    private final RetentionSnapshotReader retention;

    private int lastPlace;
    private long count;
    private long hash = ChainHash.INITIAL;
    private boolean complete;

    SnapshotReader(final ExchangeState state, final JournalFramer framer, final TradeSettlement settlement) {
        this.state = state;
        this.framer = framer;
        registries = new RegistrySnapshotReader(state, settlement);
        accounts = new AccountSnapshotReader(state);
        protections = new ProtectionSnapshotReader(state);
        withdrawals = new WithdrawalSnapshotReader(state);
        retention = new RetentionSnapshotReader(state);
    }

    boolean isComplete() {
        return complete;
    }

    boolean isStarted() {
        return count != 0;
    }

    void onMessage(final DirectBuffer buffer, final int offset, final int length) {
        check(length >= MessageHeaderDecoder.ENCODED_LENGTH, "a message is cut short");
        header.wrap(buffer, offset);
        final int templateId = header.templateId();
        check(header.schemaId() == SnapshotHeaderDecoder.SCHEMA_ID, "a message is of another schema");
        check(
                header.blockLength() == length - MessageHeaderDecoder.ENCODED_LENGTH
                        && header.blockLength() >= minimumBlockLength(templateId),
                "a message has the wrong length");
        check(!complete, "a message follows its end");
        check(count == 0 == (templateId == SnapshotHeaderDecoder.TEMPLATE_ID), "its header is not the first message");
        final int place = SnapshotOrder.place(templateId);
        check(place >= lastPlace, "its messages are out of order");
        lastPlace = place;

        try {
            read(templateId, buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH);
        } catch (final ArithmeticException | IndexOutOfBoundsException e) {
            throw new IllegalStateException("the snapshot is damaged: a value is out of range", e);
        }
        hash = ChainHash.extend(hash, buffer, offset, length);
        count++;
    }

    private int minimumBlockLength(final int templateId) {
        return switch (templateId) {
            case SnapshotHeaderDecoder.TEMPLATE_ID -> SnapshotHeaderDecoder.BLOCK_LENGTH;
            case DepositStateDecoder.TEMPLATE_ID -> DepositStateDecoder.BLOCK_LENGTH;
            case SnapshotEndDecoder.TEMPLATE_ID -> SnapshotEndDecoder.BLOCK_LENGTH;
            default ->
                Math.max(
                        Math.max(registries.blockLength(templateId), accounts.blockLength(templateId)),
                        Math.max(
                                Math.max(protections.blockLength(templateId), withdrawals.blockLength(templateId)),
                                retention.blockLength(templateId)));
        };
    }

    private void read(final int templateId, final DirectBuffer buffer, final int block) {
        final int blockLength = header.blockLength();
        final int version = header.version();
        switch (templateId) {
            case SnapshotHeaderDecoder.TEMPLATE_ID -> {
                snapshotHeader.wrap(buffer, block, blockLength, version);
                readHeader(buffer);
            }
            case DepositStateDecoder.TEMPLATE_ID -> {
                deposit.wrap(buffer, block, blockLength, version);
                final PrincipalKey id = Keys.read(deposit.depositId());
                state.deposits.add(id.w0(), id.w1(), id.w2(), id.w3());
            }
            case SnapshotEndDecoder.TEMPLATE_ID -> {
                end.wrap(buffer, block, blockLength, version);
                readEnd();
            }
            default -> {
                if (registries.blockLength(templateId) > 0) {
                    registries.read(templateId, buffer, block, blockLength, version);
                } else if (protections.blockLength(templateId) > 0) {
                    protections.read(templateId, buffer, block, blockLength, version);
                } else if (withdrawals.blockLength(templateId) > 0) {
                    withdrawals.read(templateId, buffer, block, blockLength, version);
                } else if (retention.blockLength(templateId) > 0) {
                    retention.read(templateId, buffer, block, blockLength, version);
                } else {
                    accounts.read(templateId, buffer, block, blockLength, version);
                }
            }
        }
    }

    private void readHeader(final DirectBuffer buffer) {
        check(
                snapshotHeader.snapshotVersion() >= SnapshotWriter.FIRST_VERSION
                        && snapshotHeader.snapshotVersion() <= SnapshotWriter.LAST_VERSION,
                "this build does not know its version " + snapshotHeader.snapshotVersion());
        check(
                snapshotHeader.encodingVersion() >= JournalFramer.FIRST_ENCODING_VERSION
                        && snapshotHeader.encodingVersion() <= JournalFramer.LAST_ENCODING_VERSION,
                "this build does not know the events' version " + snapshotHeader.encodingVersion());
        state.encodingVersion = snapshotHeader.encodingVersion();
        state.initialised = snapshotHeader.initialised() == BooleanType.TRUE;
        state.time = snapshotHeader.time();
        state.nextOrderId = snapshotHeader.nextOrderId();
        state.nextTradeId = snapshotHeader.nextTradeId();
        state.clusterName.read(buffer, snapshotHeader.offset() + SnapshotHeaderDecoder.clusterNameEncodingOffset());
        state.requests.expire(state.time);
        framer.restore(snapshotHeader.lastSequence(), snapshotHeader.chainHash(), snapshotHeader.journalPosition());
    }

    private void readEnd() {
        check(end.messageCount() == count, "messages are missing: " + end.messageCount() + " written, " + count);
        check(end.checksum() == hash, "its checksum is wrong");
        accounts.finish();
        complete = true;
    }

    static void check(final boolean condition, final String message) {
        if (!condition) {
            throw new IllegalStateException("the snapshot is damaged: " + message);
        }
    }
}
