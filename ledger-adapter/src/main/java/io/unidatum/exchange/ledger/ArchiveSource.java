package io.unidatum.exchange.ledger;

import io.unidatum.exchange.client.journal.JournalHandler;
import io.unidatum.exchange.client.journal.JournalPoint;
import io.unidatum.exchange.client.journal.JournalReader;
import io.unidatum.exchange.client.journal.JournalReaderContext;
import io.unidatum.exchange.client.journal.JournalReaderStatus;
import io.unidatum.exchange.protocol.MemberEndpoints;
import java.util.List;

/** The journal as the cluster members' archives have it. */
final class ArchiveSource implements JournalSource {
    /** Few enough that a batch does not grow far beyond its limit in one step: a frame can hold about 50 events. */
    private static final int FRAGMENT_LIMIT = 8;

    private final List<MemberEndpoints> members;
    private final String aeronDirectoryName;
    private final String replayHost;

    ArchiveSource(final List<MemberEndpoints> members, final String aeronDirectoryName, final String replayHost) {
        this.members = members;
        this.aeronDirectoryName = aeronDirectoryName;
        this.replayHost = replayHost;
    }

    @Override
    public Feed open(final JournalPoint startAfter, final JournalHandler handler) {
        final JournalReader reader = new JournalReader(new JournalReaderContext()
                .members(members)
                .aeronDirectoryName(aeronDirectoryName)
                .replayHost(replayHost)
                .startAfter(startAfter)
                .fragmentLimit(FRAGMENT_LIMIT)
                .handler(handler));
        return new ReaderFeed(reader);
    }

    private record ReaderFeed(JournalReader reader) implements Feed {
        @Override
        public int poll() {
            return reader.doWork();
        }

        @Override
        public JournalReaderStatus status() {
            return reader.status();
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
