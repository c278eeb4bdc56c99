package io.unidatum.exchange.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.run.Health;
import io.unidatum.exchange.client.ClientDriver;
import io.unidatum.exchange.client.ClientDriverContext;
import io.unidatum.exchange.client.journal.JournalHandler;
import io.unidatum.exchange.client.journal.JournalPoint;
import io.unidatum.exchange.client.journal.JournalReader;
import io.unidatum.exchange.client.journal.JournalReaderContext;
import io.unidatum.exchange.client.journal.SnapshotMessageHandler;
import io.unidatum.exchange.client.journal.StateImage;
import io.unidatum.exchange.client.journal.StateImageContext;
import io.unidatum.exchange.client.view.ExchangeView;
import io.unidatum.exchange.protocol.MemberEndpoints;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.IdleStrategy;

/** Reads the state of the exchange as it is now: the newest snapshot, then the journal up to its end. */
final class ViewLoader {
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(60);

    private ViewLoader() {}

    /**
     * Loads everything.
     *
     * @param members of the cluster.
     * @param replayHost address of this machine that the members answer to.
     * @return the view.
     * @throws UserError if the cluster does not answer.
     */
    static ExchangeView load(final List<MemberEndpoints> members, final String replayHost) {
        return load(members, replayHost, new ExchangeView());
    }

    /**
     * Fills a view of one's own.
     *
     * @param members of the cluster.
     * @param replayHost address of this machine that the members answer to.
     * @param view to fill.
     * @return the view.
     * @throws UserError if the cluster does not answer.
     */
    static <T extends JournalHandler & SnapshotMessageHandler> T load(
            final List<MemberEndpoints> members, final String replayHost, final T view) {
        final long target = lastSequence(members);
        final ClientDriverContext driverContext = new ClientDriverContext();
        try (ClientDriver driver = ClientDriver.launch(driverContext)) {
            final JournalPoint image = StateImage.load(
                            new StateImageContext()
                                    .members(members)
                                    .aeronDirectoryName(driver.aeronDirectoryName())
                                    .replayHost(replayHost),
                            view)
                    .orElse(JournalPoint.START);
            read(members, replayHost, driver, image, view, target);
        } catch (final IllegalStateException ex) {
            throw new UserError(ex.getMessage());
        }
        return view;
    }

    /**
     * Reads a stretch of the journal.
     *
     * @param members of the cluster.
     * @param replayHost address of this machine that the members answer to.
     * @param after the stretch begins behind this sequence.
     * @param target and reaches at least to this one.
     * @param handler of its events.
     */
    static void stretch(
            final List<MemberEndpoints> members,
            final String replayHost,
            final long after,
            final long target,
            final JournalHandler handler) {
        final ClientDriverContext driverContext = new ClientDriverContext();
        try (ClientDriver driver = ClientDriver.launch(driverContext)) {
            read(members, replayHost, driver, JournalPoint.ofSequence(after), handler, target);
        }
    }

    private static void read(
            final List<MemberEndpoints> members,
            final String replayHost,
            final ClientDriver driver,
            final JournalPoint start,
            final JournalHandler handler,
            final long target) {
        final JournalReader reader = new JournalReader(new JournalReaderContext()
                .members(members)
                .aeronDirectoryName(driver.aeronDirectoryName())
                .replayHost(replayHost)
                .startAfter(start)
                .handler(handler));
        final long deadlineNs = System.nanoTime() + TIMEOUT_NS;
        final IdleStrategy idle = io.unidatum.exchange.runtime.IdleStrategies.BACKOFF.create();
        try {
            while (reader.status().point().sequence() < target) {
                idle.idle(reader.doWork());
                if (reader.status().fault() != null || System.nanoTime() > deadlineNs) {
                    throw new UserError(
                            "the journal cannot be read: " + reader.status().problem());
                }
            }
        } finally {
            reader.close();
        }
    }

    private static long lastSequence(final List<MemberEndpoints> members) {
        long last = -1;
        for (final MemberEndpoints member : members) {
            final JsonNode sequence = Health.of(member.status()).body().path("lastSequence");
            last = Math.max(last, sequence.asLong(-1));
        }
        if (last < 0) {
            throw new UserError(
                    "no node answers: is the cluster running, and are CLUSTER_HOSTS and CLUSTER_BASE_PORT " + "right?");
        }
        return last;
    }
}
