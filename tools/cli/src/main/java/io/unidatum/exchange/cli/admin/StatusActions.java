package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.client.view.InstrumentView;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Actions on instruments as markets: their status and their rules. */
final class StatusActions {
    private static final String ALL = "all";

    private StatusActions() {}

    /** {@code exchange admin status}. */
    @Command(
            name = "status",
            description = {
                "Sets an instrument's status: what it lets through.",
                "open         everything",
                "post-only    only orders that rest without trading",
                "cancel-only  cancels, and smaller quantities",
                "halted       cancels only",
                "auction      orders are collected; leaving it for open or post-only trades them at one price"
            },
            footer = {
                "",
                "Example: exchange admin status DEC/USD auction --for 2m --reason \"opening\"",
                "With --for a halt ends by itself, by an auction if the instrument's rules have one, and an auction "
                        + "ends by opening."
            })
    static final class SetStatus extends StatusAction {
        @Parameters(index = "0", paramLabel = "SYMBOL", description = "An instrument, or 'all'")
        private String symbol;

        @Parameters(index = "1", paramLabel = "STATUS", description = "open, post-only, cancel-only, halted or auction")
        private String status;

        @Option(
                names = "--for",
                paramLabel = "TIME",
                description = "halted, auction: ends after this, such as 30s or 5m")
        private String duration;

        @Override
        void run(final OperatorClient client) {
            set(client, symbol, parseStatus(status), duration == null ? 0 : Durations.parse(duration));
        }
    }

    /** {@code exchange admin halt}. */
    @Command(name = "halt", description = "Halts trading: orders are refused, cancels are accepted.")
    static final class Halt extends StatusAction {
        @Parameters(paramLabel = "SYMBOL", description = "An instrument, or 'all'")
        private String symbol;

        @Option(names = "--for", paramLabel = "TIME", description = "It ends after this, such as 30s or 5m")
        private String duration;

        @Override
        void run(final OperatorClient client) {
            set(client, symbol, InstrumentStatus.HALTED, duration == null ? 0 : Durations.parse(duration));
        }
    }

    /** {@code exchange admin resume}. */
    @Command(name = "resume", description = "Opens trading again; an auction is uncrossed first.")
    static final class Resume extends StatusAction {
        @Parameters(paramLabel = "SYMBOL", description = "An instrument, or 'all'")
        private String symbol;

        @Override
        void run(final OperatorClient client) {
            set(client, symbol, InstrumentStatus.OPEN, 0);
        }
    }

    /** {@code exchange admin instrument-rules}. */
    @Command(
            name = "instrument-rules",
            aliases = "rules",
            description = "Changes an instrument's rules; what is not given stays as it is, and open orders stay.",
            footer = {
                "",
                "Example: exchange admin instrument-rules DEC/USD --collar 50000 --halt 5m --auction 1m",
                "An order that would trade more than 5 %% from the last price then halts DEC/USD for 5 minutes; an "
                        + "auction of 1 minute opens it again."
            })
    static final class Rules extends AdminAction {
        @Parameters(paramLabel = "SYMBOL", description = "An instrument")
        private String symbol;

        @Option(names = "--max-quantity", paramLabel = "QUANTITY", description = "Largest quantity of one order")
        private String maxQuantity;

        @Option(
                names = "--protection-band",
                paramLabel = "PPM",
                description = "How far market orders trade beyond the best price, 1 to 999999 parts per million")
        private Integer band;

        @Option(
                names = "--collar",
                paramLabel = "PPM",
                description = "A trade further than this from the last price halts it, up to 999999; 0: no collar")
        private Integer collar;

        @Option(
                names = "--halt",
                paramLabel = "TIME",
                description = "How long a halt by the collar lasts, up to 1d; 0: until an operator ends it")
        private String haltDuration;

        @Option(
                names = "--auction",
                paramLabel = "TIME",
                description = "How long the auction after a timed halt lasts, up to 1d; 0: it opens without one")
        private String auctionDuration;

        @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "For the audit")
        private String reason;

        @Override
        void run(final OperatorClient client) {
            final InstrumentView now = instrument(view(), symbol);
            final InstrumentRules rules = new InstrumentRules(
                    maxQuantity == null ? now.maxOrderQuantity() : decimal(maxQuantity),
                    band == null ? now.protectionBand() : band,
                    collar == null ? now.collar() : collar,
                    haltDuration == null ? now.haltDuration() : Durations.parse(haltDuration),
                    auctionDuration == null ? now.auctionDuration() : Durations.parse(auctionDuration));
            applyAndTell(
                    client,
                    MarketRequests.instrumentRules(now.instrumentId(), rules, reason(reason)),
                    now.symbol() + " has new rules");
        }
    }

    /** A status as people write it. */
    static InstrumentStatus parseStatus(final String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "open" -> InstrumentStatus.OPEN;
            case "post-only" -> InstrumentStatus.POST_ONLY;
            case "cancel-only" -> InstrumentStatus.CANCEL_ONLY;
            case "halted" -> InstrumentStatus.HALTED;
            case "auction" -> InstrumentStatus.AUCTION;
            default ->
                throw new UserError(text + " is no status: write open, post-only, cancel-only, halted or auction");
        };
    }

    /** A status as people read it. */
    static String describe(final InstrumentStatus status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private abstract static class StatusAction extends AdminAction {
        @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "For the audit")
        private String reason;

        final void set(
                final OperatorClient client,
                final String symbol,
                final InstrumentStatus status,
                final long durationNs) {
            final boolean all = symbol.equalsIgnoreCase(ALL);
            final InstrumentView instrument = all ? null : instrument(view(), symbol);
            applyAndTell(
                    client,
                    MarketRequests.instrumentStatus(
                            all ? 0 : instrument.instrumentId(), status, durationNs, reason(reason)),
                    (all ? "Every instrument" : instrument.symbol()) + " is " + describe(status)
                            + (durationNs == 0 ? "" : " for " + Durations.format(durationNs)));
        }
    }
}
