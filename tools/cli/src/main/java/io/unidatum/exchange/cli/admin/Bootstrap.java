package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.settings.OperatorSettings;
import io.unidatum.exchange.client.CommandResult;
import io.unidatum.exchange.protocol.MemberEndpoints;
import io.unidatum.exchange.protocol.ReservedAccounts;
import io.unidatum.exchange.runtime.Ed25519Key;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Sets up a new exchange: genesis, encoding version 3, assets, instruments, the roles of gateway and adapter and, for
 * development, funded accounts. Each step can be repeated without a second effect, so an interrupted setup is simply
 * done again.
 */
public final class Bootstrap {
    /** Rejects that say that a step was done before. */
    private static final Set<RejectReason> DONE_BEFORE =
            EnumSet.of(RejectReason.ALREADY_INITIALISED, RejectReason.ALREADY_EXISTS, RejectReason.DUPLICATE_DEPOSIT);

    /** The journal is kept for it. */
    private static final String LEDGER = "ledger";

    private static final long RETENTION_MARGIN_NS = TimeUnit.DAYS.toNanos(2);

    /** With everything that there is; a new exchange begins with it. */
    private static final int ENCODING_VERSION = 3;

    private final Ed25519Key operator;
    private final OperatorSettings settings;
    private final List<MemberEndpoints> members;
    private final String egressHost;

    /**
     * Constructs a setup.
     *
     * @param operator key of the first operator.
     * @param settings of the operator: name and fees of the genesis.
     * @param members of the cluster.
     * @param egressHost address of this machine that the members answer to.
     */
    public Bootstrap(
            final Ed25519Key operator,
            final OperatorSettings settings,
            final List<MemberEndpoints> members,
            final String egressHost) {
        this.operator = operator;
        this.settings = settings;
        this.members = members;
        this.egressHost = egressHost;
    }

    /**
     * Carries it out.
     *
     * @param gateway public key that gets the gateway's role; null for none.
     * @param adapter public key that gets the adapter's role; null for none.
     * @param node public key that gets the nodes' role; null for none.
     * @param testAccounts whether to make and fund the accounts of development.
     * @param timeoutNs how long to wait for the cluster.
     * @throws UserError if a step is rejected, or the cluster cannot be reached.
     */
    public void run(
            final byte[] gateway,
            final byte[] adapter,
            final byte[] node,
            final boolean testAccounts,
            final long timeoutNs) {
        try (OperatorClient client = OperatorClient.connect(operator, members, egressHost, timeoutNs)) {
            // Stage by stage: each needs what the one before it made.
            final boolean isNew = apply(client, List.of(genesis()));
            apply(client, List.of(MarketRequests.setEncodingVersion(ENCODING_VERSION)));
            if (isNew && members.size() == 1) {
                // The default waits for a second node's disk.
                apply(client, List.of(RetentionRequests.setRetention(RETENTION_MARGIN_NS, 1, "one node")));
            }
            apply(client, assetsAndRoles(gateway, adapter, node));
            apply(client, instruments());
            if (testAccounts) {
                apply(client, accounts());
                // Replaces rules, so it is done with the first funds alone: what an operator says later holds.
                final boolean first = apply(client, funds());
                if (first) {
                    apply(client, List.of(withdrawals()));
                }
            }
        }
    }

    private Request genesis() {
        return Requests.genesis(
                operator.publicKey(), settings.clusterName(), settings.makerRate(), settings.takerRate());
    }

    private static List<Request> assetsAndRoles(final byte[] gateway, final byte[] adapter, final byte[] node) {
        final List<Request> requests = new ArrayList<>();
        StandardExchange.assets().forEach((id, name) -> requests.add(Requests.createAsset(id, name)));
        if (gateway != null) {
            requests.add(Requests.setPrincipal(gateway, Role.GATEWAY, true));
        }
        if (adapter != null) {
            requests.add(Requests.setPrincipal(adapter, Role.ADAPTER, true));
            requests.add(RetentionRequests.setConsumer(LEDGER, true, "the ledger in PostgreSQL"));
        }
        if (node != null) {
            requests.add(Requests.setPrincipal(node, Role.NODE, true));
        }
        return requests;
    }

    private static List<Request> instruments() {
        return StandardExchange.instruments().stream()
                .map(Requests::createInstrument)
                .toList();
    }

    private static List<Request> accounts() {
        final List<Request> requests = new ArrayList<>();
        for (long i = StandardExchange.FIRST_TEST_ACCOUNT; i <= StandardExchange.LAST_TEST_ACCOUNT; i++) {
            requests.add(Requests.createAccount(i, 0));
        }
        return requests;
    }

    private static List<Request> funds() {
        final List<Request> requests = new ArrayList<>();
        requests.add(deposit(ReservedAccounts.CLEARING, StandardExchange.DEC, StandardExchange.CLEARING_FLOAT));
        for (long i = StandardExchange.FIRST_TEST_ACCOUNT; i <= StandardExchange.LAST_TEST_ACCOUNT; i++) {
            final long account = i;
            StandardExchange.testFunds().forEach((asset, amount) -> requests.add(deposit(account, asset, amount)));
        }
        return requests;
    }

    private static Request withdrawals() {
        return WithdrawalRequests.rules(StandardExchange.testWithdrawals(), "development");
    }

    private static Request deposit(final long account, final int asset, final long amount) {
        return Requests.deposit(account, asset, amount, depositId("development funds " + account + " " + asset));
    }

    /** Makes a deposit's id from a text, so that the same deposit is never credited twice. {@return 32 bytes} */
    static byte[] depositId(final String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(("io.unidatum.exchange deposit\n" + text).getBytes(StandardCharsets.UTF_8));
        } catch (final NoSuchAlgorithmException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** Sends them all. {@return whether one at least had not been done before} */
    private static boolean apply(final OperatorClient client, final List<Request> requests) {
        boolean isNew = false;
        final List<CompletableFuture<CommandResult>> results =
                requests.stream().map(client::send).toList();
        for (final CompletableFuture<CommandResult> result : results) {
            final RejectReason reason;
            try {
                reason = result.join().rejectReason();
            } catch (final CompletionException ex) {
                throw new UserError(
                        "the exchange cannot be set up: " + ex.getCause().getMessage());
            }
            if (reason != RejectReason.NONE && !DONE_BEFORE.contains(reason)) {
                throw new UserError("the exchange cannot be set up: " + Rejects.explain(reason));
            }
            isNew |= reason == RejectReason.NONE;
        }
        return isNew;
    }
}
