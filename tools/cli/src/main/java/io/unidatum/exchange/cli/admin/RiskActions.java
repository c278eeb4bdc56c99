package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.client.CommandResult;
import io.unidatum.exchange.client.view.AccountView;
import io.unidatum.exchange.client.view.ExchangeView;
import io.unidatum.exchange.client.view.LimitsView;
import io.unidatum.exchange.sbe.common.Side;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Actions that bound what accounts can do, and that stop them. */
final class RiskActions {
    private static final String ALL = "all";

    private RiskActions() {}

    /** {@code exchange admin account-limits}. */
    @Command(
            name = "account-limits",
            description = {
                "Sets an account's risk limits, in one instrument or wherever it has none of its own.",
                "What is not given stays as it is; 0 is no limit. Open orders stay."
            },
            footer = {
                "",
                "Example: exchange admin account-limits 1001 --instrument DEC/USD --max-position 5000",
                "The number and the rate of orders are limits of the account itself: 'exchange admin set-account'."
            })
    static final class AccountLimits extends AdminAction {
        @Parameters(paramLabel = "ACCOUNT", description = "Its number")
        private long account;

        @Option(names = "--instrument", paramLabel = "SYMBOL", description = "Only in this one")
        private String symbol;

        @Option(names = "--max-order-quantity", paramLabel = "QUANTITY", description = "Of one order, base")
        private String maxQuantity;

        @Option(names = "--max-order-notional", paramLabel = "AMOUNT", description = "Of one order, quote")
        private String maxNotional;

        @Option(names = "--max-position", paramLabel = "QUANTITY", description = "Bought less sold, either way, base")
        private String maxPosition;

        @Option(names = "--remove", description = "Take the instrument's own limits away: the account's hold again")
        private boolean remove;

        @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "For the audit")
        private String reason;

        @Override
        void run(final OperatorClient client) {
            if (remove && symbol == null) {
                throw new UserError("name the instrument whose limits are to be removed with --instrument");
            }
            final ExchangeView view = view();
            final AccountView owner = view.account(account);
            if (owner == null) {
                throw new UserError("there is no account " + account + ": see 'exchange admin show accounts'");
            }
            final int instrumentId =
                    symbol == null ? 0 : instrument(view, symbol).instrumentId();
            final LimitsView now = symbol == null ? owner.limits() : owner.limits(instrumentId);
            applyAndTell(
                    client,
                    MarketRequests.accountLimits(
                            account, instrumentId, remove ? LimitsView.NONE : changed(now), reason(reason)),
                    "The limits of account " + account + (symbol == null ? "" : " in " + symbol) + " are set");
        }

        private LimitsView changed(final LimitsView now) {
            return new LimitsView(
                    maxQuantity == null ? now.maxOrderQuantity() : decimal(maxQuantity),
                    maxNotional == null ? now.maxOrderNotional() : decimal(maxNotional),
                    maxPosition == null ? now.maxPosition() : decimal(maxPosition));
        }
    }

    /** {@code exchange admin mass-cancel}. */
    @Command(
            name = "mass-cancel",
            description = "Cancels the open orders of an account, or of all, that fit. Nothing is blocked.",
            footer = {"", "Example: exchange admin mass-cancel all --instrument DEC/USD --side sell"})
    static final class MassCancel extends AdminAction {
        @Parameters(paramLabel = "ACCOUNT", description = "Its number, or 'all'")
        private String account;

        @Option(names = "--instrument", paramLabel = "SYMBOL", description = "Only in this one")
        private String symbol;

        @Option(names = "--side", paramLabel = "SIDE", description = "Only buy, or only sell")
        private OrderSide side;

        @Override
        void run(final OperatorClient client) {
            final long number = account.equalsIgnoreCase(ALL) ? 0 : number(account);
            final int instrumentId =
                    symbol == null ? 0 : instrument(view(), symbol).instrumentId();
            final CommandResult result = apply(
                    client,
                    MarketRequests.massCancel(
                            number, instrumentId, side == null ? Side.NULL_VAL : Side.valueOf(side.name())));
            final long cancelled = result.firstSequence() == 0 ? 0 : result.lastSequence() - result.firstSequence() + 1;
            out().println(cancelled + " orders are cancelled"
                    + (cancelled == 0 ? "" : " (sequence " + result.lastSequence() + ")"));
        }

        private static long number(final String text) {
            if (!text.matches("[1-9][0-9]{0,17}")) {
                throw new UserError(text + " is no account: write its number, or 'all'");
            }
            return Long.parseLong(text);
        }

        private enum OrderSide {
            BUY,
            SELL
        }
    }

    /** {@code exchange admin kill-switch}. */
    @Command(
            name = "kill-switch",
            description = {
                "Blocks an account and cancels all its open orders, in one step.",
                "'exchange admin set-account ACCOUNT --status active' ends the block."
            })
    static final class KillSwitch extends AdminAction {
        @Parameters(paramLabel = "ACCOUNT", description = "Its number")
        private long account;

        @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "For the audit")
        private String reason;

        @Override
        void run(final OperatorClient client) {
            final CommandResult result = apply(client, MarketRequests.killSwitch(account, reason(reason)));
            out().println("Account " + account + " is blocked and "
                    + (result.lastSequence() - result.firstSequence()) + " orders are cancelled (sequence "
                    + result.lastSequence() + ")");
        }
    }
}
