package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.client.CommandResult;
import io.unidatum.exchange.client.journal.JournalHandler;
import io.unidatum.exchange.sbe.event.StateHashRecordedDecoder;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Actions on the cluster itself. */
final class ClusterActions {
    private ClusterActions() {}

    /** {@code exchange admin principal}. */
    @Command(name = "principal", description = "Gives a public key its role, or takes it away.")
    static final class Principal extends AdminAction {
        @Parameters(index = "0", paramLabel = "ROLE", description = "gateway, adapter, operator or node")
        private Role role;

        @Parameters(index = "1", paramLabel = "PUBLIC_KEY", description = "64 hex digits, as 'exchange keygen' prints")
        private String publicKey;

        @Option(names = "--disable", description = "Take the role away")
        private boolean disable;

        @Override
        void run(final OperatorClient client) {
            applyAndTell(
                    client,
                    Requests.setPrincipal(
                            InitAction.publicKey(publicKey),
                            io.unidatum.exchange.sbe.common.Role.valueOf(role.name()),
                            !disable),
                    "The key " + publicKey + " is " + (disable ? "no longer " : "") + "of role " + role);
        }

        private enum Role {
            OPERATOR,
            GATEWAY,
            ADAPTER,
            NODE
        }
    }

    /** {@code exchange admin snapshot}. */
    @Command(
            name = "snapshot",
            description = "Has all nodes take a snapshot, so that they restart quickly; trading pauses meanwhile.")
    static final class Snapshot extends AdminAction {
        @Override
        void run(final OperatorClient client) {
            try {
                client.requestSnapshot().join();
            } catch (final CompletionException ex) {
                throw new UserError("the snapshot was refused: " + ex.getCause().getMessage());
            }
            out().println("The leader has accepted: all nodes take a snapshot");
        }
    }

    /** {@code exchange admin state-hash}. */
    @Command(
            name = "state-hash",
            description = "Puts the hash of the whole state into the journal and prints it: equal on all nodes.")
    static final class StateHash extends AdminAction {
        @Override
        void run(final OperatorClient client) {
            final CommandResult result = apply(client, Requests.recordStateHash());
            final AtomicReference<Long> hash = new AtomicReference<>();
            ViewLoader.stretch(
                    cluster().members(),
                    network().ownHost(),
                    result.firstSequence() - 1,
                    result.lastSequence(),
                    new HashHandler(result.lastSequence(), hash));
            out().printf("%016x (sequence %d)%n", hash.get(), result.lastSequence());
        }
    }

    /** {@code exchange admin encoding-version}. */
    @Command(
            name = "encoding-version",
            description = {
                "Switches on what a version of the journal brings, once every node and every reader knows it.",
                "2: all order types, market states, risk limits and quoting. 3: withdrawals, retention of the journal,",
                "balances by query, the role of nodes. There is no way back.",
                "'exchange admin init' and 'exchange run' do it for a new exchange."
            })
    static final class EncodingVersion extends AdminAction {
        @Parameters(paramLabel = "VERSION", description = "2 or 3")
        private int version;

        @Override
        void run(final OperatorClient client) {
            applyAndTell(
                    client,
                    MarketRequests.setEncodingVersion(version),
                    "Encoding version " + version + " is switched on");
        }
    }

    private record HashHandler(long at, AtomicReference<Long> hash) implements JournalHandler {
        @Override
        public void onEvent(
                final long sequence,
                final long time,
                final int templateId,
                final DirectBuffer buffer,
                final int offset,
                final int blockLength,
                final int version) {
            if (sequence == at && templateId == StateHashRecordedDecoder.TEMPLATE_ID) {
                hash.set(new StateHashRecordedDecoder()
                        .wrap(buffer, offset, blockLength, version)
                        .stateHash());
            }
        }

        @Override
        public void onFrameEnd(
                final long lastSequence, final long position, final long chainHash, final boolean lastOfCommand) {
            // Only the event matters.
        }
    }
}
