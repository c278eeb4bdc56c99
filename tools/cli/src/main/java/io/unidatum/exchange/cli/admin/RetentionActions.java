package io.unidatum.exchange.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.run.Health;
import io.unidatum.exchange.client.view.RetentionView;
import io.unidatum.exchange.protocol.MemberEndpoints;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Actions on what is kept of the journal, and a look at the nodes' disks. */
final class RetentionActions {
    private static final long MIB = 1024 * 1024;

    private RetentionActions() {}

    /** {@code exchange admin consumers}. */
    @Command(
            name = "consumers",
            description = {
                "Lists the consumers of the journal and how far they have acknowledged it.",
                "The journal is kept from the floor on: the slowest consumer's point, or what is older than the margin."
            })
    static final class Consumers extends AdminAction {
        @Override
        void run(final OperatorClient client) {
            final RetentionView view = retention();
            out().printf(
                            "%-16s %16s %18s %14s %12s%n",
                            "CONSUMER", "SEQUENCE", "POSITION", "EVENTS BEHIND", "MIB BEHIND");
            view.consumers().forEach((name, point) -> row(name, point, view.end()));
            row("(floor)", view.floor(), view.end());
            row("(journal's end)", view.end(), view.end());
            out().println("Kept for " + Durations.format(view.marginNs()) + " in any case");
            if (view.consumers().isEmpty()) {
                out().println("No consumer is registered: nothing of the journal is trimmed");
            }
        }

        private void row(final String name, final RetentionView.Point point, final RetentionView.Point end) {
            out().printf(
                            "%-16s %16d %18d %14d %12.1f%n",
                            name,
                            point.sequence(),
                            point.position(),
                            end.sequence() - point.sequence(),
                            (end.position() - point.position()) / (double) MIB);
        }
    }

    /** {@code exchange admin consumer}. */
    @Command(
            name = "consumer",
            description = {
                "Registers a consumer of the journal, or forgets it.",
                "The journal is kept until every registered consumer has acknowledged it; a forgotten one must begin "
                        + "anew from a state image or a backup."
            })
    static final class Consumer extends AdminAction {
        @Parameters(paramLabel = "NAME", description = "Up to 16 lower-case letters, digits and hyphens")
        private String name;

        @ArgGroup(multiplicity = "1")
        private Choice choice;

        @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "For the audit")
        private String reason;

        @Override
        void run(final OperatorClient client) {
            if (!name.matches("[a-z0-9-]{1,16}")) {
                throw new UserError(name + " is no consumer's name: 1 to 16 lower-case letters, digits and hyphens");
            }
            applyAndTell(
                    client,
                    RetentionRequests.setConsumer(name, choice.register, reason(reason)),
                    "Consumer " + name + (choice.register ? " is registered" : " is forgotten"));
        }

        private static final class Choice {
            @Option(names = "--register", description = "The journal is kept for it from now on")
            private boolean register;

            @Option(names = "--forget", description = "The journal is no longer kept for it")
            private boolean forget;
        }
    }

    /** {@code exchange admin retention}. */
    @Command(
            name = "retention",
            description = {
                "Changes how long the journal is kept in any case, and how many nodes' full disks suspend order entry.",
                "What is not given stays as it is; with neither, prints both."
            },
            footer = {
                "",
                "Example: exchange admin retention --margin 3d --reason \"nightly backups, kept for two days\""
            })
    static final class Retention extends AdminAction {
        @Option(
                names = "--margin",
                paramLabel = "TIME",
                description = "Longer than the oldest backup to be restored is old, such as 2d; up to 366d")
        private String margin;

        @Option(
                names = "--scarce-members",
                paramLabel = "NUMBER",
                description = "Order entry is suspended while so many nodes are short of disk; 1 to 16")
        private Integer scarceMembers;

        @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "For the audit")
        private String reason;

        @Override
        void run(final OperatorClient client) {
            final RetentionView now = retention();
            final long marginNs = margin == null ? now.marginNs() : Durations.parse(margin);
            final int members = scarceMembers == null ? now.scarceMembers() : scarceMembers;
            final String rule = "kept for " + Durations.format(marginNs) + "; order entry is suspended while " + members
                    + (members == 1 ? " node is" : " nodes are") + " short of disk";
            if (margin == null && scarceMembers == null) {
                out().println("The journal is " + rule);
                return;
            }
            if (members < 1 || members > 16) {
                throw new UserError("--scarce-members is a number from 1 to 16");
            }
            applyAndTell(
                    client,
                    RetentionRequests.setRetention(marginNs, members, reason(reason)),
                    "The journal is " + rule);
        }
    }

    /** {@code exchange admin space}. */
    @Command(name = "space", description = "Shows the nodes' disks, and where their logs and journals begin.")
    static final class Space extends AdminAction {
        @Override
        void run(final OperatorClient client) {
            final RetentionView view = retention();
            out().printf(
                            "%-6s %10s %10s %10s %8s %18s %18s %10s%n",
                            "NODE",
                            "USED MIB",
                            "LIMIT MIB",
                            "FREE MIB",
                            "STATE",
                            "LOG BEGINS",
                            "JOURNAL BEGINS",
                            "SNAPSHOTS");
            final List<Integer> silent = new ArrayList<>();
            for (final MemberEndpoints member : cluster().members()) {
                final JsonNode health = Health.of(member.status()).body();
                if (health.has("diskUsedBytes")) {
                    row(member.memberId(), health, view.scarce().contains(member.memberId()));
                } else {
                    silent.add(member.memberId());
                }
            }
            silent.forEach(member -> out().printf("%-6d does not answer%n", member));
            if (view.isOrderEntrySuspended()) {
                out().println("Order entry is SUSPENDED: 'exchange admin consumers' shows who does not acknowledge");
            } else {
                out().printf(
                                "Order entry goes on; it is suspended while %d of the nodes are scarce%n",
                                view.scarceMembers());
            }
        }

        private void row(final int memberId, final JsonNode health, final boolean isReported) {
            final long used = health.path("diskUsedBytes").asLong();
            final long limit = health.path("diskLimitBytes").asLong();
            out().printf(
                            "%-6d %10d %10d %10d %8s %18d %18d %10d%n",
                            memberId,
                            used / MIB,
                            limit / MIB,
                            Math.max(0, limit - used) / MIB,
                            isReported ? "scarce" : "ample",
                            health.path("logStart").asLong(),
                            health.path("journalStart").asLong(),
                            health.path("snapshotsKept").asLong());
        }
    }
}
