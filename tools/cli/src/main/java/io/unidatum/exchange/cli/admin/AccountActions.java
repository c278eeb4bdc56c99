package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.settings.ApiKeySettings;
import io.unidatum.exchange.client.view.AccountView;
import io.unidatum.exchange.gateway.auth.ApiSecrets;
import io.unidatum.exchange.sbe.common.AccountStatus;
import java.security.SecureRandom;
import java.util.HexFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Actions on accounts and their keys. */
final class AccountActions {
    private AccountActions() {}

    /** {@code exchange admin create-account}. */
    @Command(name = "create-account", description = "Creates an account, 1000 or above.")
    static final class CreateAccount extends AdminAction {
        @Parameters(paramLabel = "ACCOUNT", description = "Its number; numbers are never used again")
        private long account;

        @Option(names = "--fee-tier", paramLabel = "TIER", defaultValue = "0", description = "Its fees")
        private int feeTier;

        @Override
        void run(final OperatorClient client) {
            applyAndTell(client, Requests.createAccount(account, feeTier), "Account " + account + " is created");
        }
    }

    /** {@code exchange admin set-account}. */
    @Command(
            name = "set-account",
            aliases = "limits",
            description = "Changes an account's status, fees and limits; what is not given stays as it is.")
    static final class SetAccount extends AdminAction {
        @Parameters(paramLabel = "ACCOUNT", description = "Its number")
        private long account;

        @Option(names = "--status", paramLabel = "STATUS", description = "active, or blocked: it can only cancel")
        private Status status;

        @Option(names = "--fee-tier", paramLabel = "TIER", description = "Its fees")
        private Integer feeTier;

        @Option(names = "--max-open-orders", paramLabel = "NUMBER", description = "0: the exchange's own limit")
        private Integer maxOpenOrders;

        @Option(names = "--max-orders-per-second", paramLabel = "NUMBER", description = "0: no limit")
        private Integer maxOrdersPerSecond;

        @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "For the audit")
        private String reason;

        @Override
        void run(final OperatorClient client) {
            final AccountView now = view().account(account);
            if (now == null) {
                throw new UserError("there is no account " + account + ": see 'exchange admin show accounts'");
            }
            final AccountStatus newStatus = status == null ? now.status() : AccountStatus.valueOf(status.name());
            applyAndTell(
                    client,
                    Requests.setAccount(
                            account,
                            newStatus,
                            feeTier == null ? now.feeTier() : feeTier,
                            maxOpenOrders == null ? Math.toIntExact(now.maxOpenOrders()) : maxOpenOrders,
                            maxOrdersPerSecond == null ? Math.toIntExact(now.maxOrdersPerSecond()) : maxOrdersPerSecond,
                            reason(reason)),
                    "Account " + account + " is changed");
        }

        private enum Status {
            ACTIVE,
            BLOCKED
        }
    }

    /** {@code exchange admin api-key}. */
    @Command(
            name = "api-key",
            description = {
                "Makes an API key for an account and prints its secret, this once; or changes one.",
                "The secret follows from the master secret (API_MASTER_SECRET or its file): it is stored nowhere."
            })
    static final class ApiKey extends AdminAction {
        @Mixin
        private ApiKeySettings apiKeys;

        @Parameters(paramLabel = "ACCOUNT", description = "Whom it acts for")
        private long account;

        @Option(names = "--id", paramLabel = "ID", description = "The key to change; a new random one when not given")
        private String id;

        @Option(
                names = "--generation",
                paramLabel = "NUMBER",
                defaultValue = "1",
                description = "Of its secret: one more than before makes a new secret and ends the old one")
        private int generation;

        @Option(names = "--read-only", description = "It may look, not trade")
        private boolean readOnly;

        @Option(names = "--withdraw", description = "It may ask for withdrawals, too")
        private boolean withdraw;

        @Option(names = "--disable", description = "It may do nothing any more; needs --id")
        private boolean disable;

        @Override
        void run(final OperatorClient client) {
            if (disable && id == null) {
                throw new UserError("name the key to disable with --id: see 'exchange admin show api-keys'");
            }
            final long keyId = id == null ? random() : parse(id);
            final ApiSecrets secrets = new ApiSecrets(apiKeys.masterSecret(data()));
            applyAndTell(
                    client,
                    Requests.setApiKey(account, keyId, generation, !readOnly, withdraw, !disable),
                    "API key " + keyId + " of account " + account + " is " + (disable ? "disabled" : "set"));
            if (!disable) {
                out().println("X-API-Key: " + keyId);
                out().println("secret:    " + HexFormat.of().formatHex(secrets.secretOf(keyId, generation)));
                out().println("Keep the secret safe; it is not shown again.");
            }
        }

        private static long random() {
            return new SecureRandom().nextLong(1, Long.MAX_VALUE);
        }

        private static long parse(final String text) {
            try {
                return Long.parseUnsignedLong(text);
            } catch (final NumberFormatException ex) {
                throw new UserError(text + " is no API key's id: see 'exchange admin show api-keys'");
            }
        }
    }
}
