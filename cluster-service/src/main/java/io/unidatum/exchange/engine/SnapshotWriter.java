package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.snapshot.DepositStateEncoder;
import io.unidatum.exchange.sbe.snapshot.SnapshotEndEncoder;
import io.unidatum.exchange.sbe.snapshot.SnapshotHeaderEncoder;
import java.util.List;

/** Writes the whole state in its canonical order. Allocates: it runs for snapshots and state hashes only. */
final class SnapshotWriter {
    static final int FIRST_VERSION = 1;

    /**
     * Each is written once the encoding version of the same number is switched on, so that an older log still gives the
     * same state hashes.
     */
    static final int LAST_VERSION = 3;

    private final ExchangeState state;
    private final JournalFramer framer;

    SnapshotWriter(final ExchangeState state, final JournalFramer framer) {
        this.state = state;
        this.framer = framer;
    }

    /** Writes everything but SnapshotEnd. {@return the state hash} */
    long write(final SnapshotSink sink) {
        return writeState(sink).hash();
    }

    /** Writes everything. */
    void writeWithEnd(final SnapshotSink sink) {
        final SnapshotOutput output = writeState(sink);
        new SnapshotEndEncoder()
                .wrapAndApplyHeader(output.buffer(), 0, output.header())
                .messageCount(output.count())
                .checksum(output.hash());
        output.emit(SnapshotEndEncoder.BLOCK_LENGTH);
    }

    private SnapshotOutput writeState(final SnapshotSink sink) {
        final SnapshotOutput output = new SnapshotOutput(sink, Math.min(state.encodingVersion, LAST_VERSION));
        writeHeader(output);
        final RegistrySnapshotWriter registries = new RegistrySnapshotWriter(output);
        registries.feeTiers(state.feeTiers);
        state.assets.sorted().forEach(registries::asset);
        state.instruments.sorted().forEach(each -> registries.instrument(each, state.deadlines.instruments.time(each)));
        state.principals.sorted().forEach(registries::principal);
        final AccountSnapshotWriter accounts = new AccountSnapshotWriter(output);
        final List<Account> allAccounts = state.accounts.sorted();
        allAccounts.forEach(each -> accounts.account(each, state.deadlines.deadManTimers.time(each)));
        state.apiKeys.sorted().forEach(registries::apiKey);
        allAccounts.forEach(account -> accounts.balances(account, state.assets));
        final OrderSnapshotWriter orders = new OrderSnapshotWriter(output);
        state.instruments.sorted().forEach(orders::orders);
        writeDeposits(output);
        new RequestSnapshotWriter(output).requests(state.requests);
        final ProtectionSnapshotWriter protections = new ProtectionSnapshotWriter(output);
        state.positions.sorted().forEach(protections::position);
        allAccounts.forEach(protections::connections);
        if (output.version() >= 3) {
            new WithdrawalSnapshotWriter(output).withdrawals(state.withdrawals, state.time);
            new RetentionSnapshotWriter(output).write(state.retention);
        }
        return output;
    }

    private void writeHeader(final SnapshotOutput output) {
        final SnapshotHeaderEncoder encoder = new SnapshotHeaderEncoder();
        encoder.wrapAndApplyHeader(output.buffer(), 0, output.header())
                .snapshotVersion(output.version())
                .encodingVersion(state.encodingVersion)
                .initialised(state.initialised ? BooleanType.TRUE : BooleanType.FALSE)
                .lastSequence(framer.lastSequence())
                .chainHash(framer.chainHash())
                .journalPosition(framer.position())
                .time(state.time)
                .nextOrderId(state.nextOrderId)
                .nextTradeId(state.nextTradeId);
        state.clusterName.write(output.buffer(), encoder.offset() + SnapshotHeaderEncoder.clusterNameEncodingOffset());
        output.emit(SnapshotHeaderEncoder.BLOCK_LENGTH);
    }

    private void writeDeposits(final SnapshotOutput output) {
        final DepositStateEncoder encoder = new DepositStateEncoder();
        for (final long[] id : state.deposits.sorted()) {
            encoder.wrapAndApplyHeader(output.buffer(), 0, output.header())
                    .depositId()
                    .w0(id[0])
                    .w1(id[1])
                    .w2(id[2])
                    .w3(id[3]);
            output.emit(DepositStateEncoder.BLOCK_LENGTH);
        }
    }
}
