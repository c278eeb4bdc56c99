package io.unidatum.exchange.node;

import static io.unidatum.exchange.node.ExchangeTestCluster.DEC_USD;
import static io.unidatum.exchange.node.ExchangeTestCluster.FIRST_ACCOUNT;
import static io.unidatum.exchange.node.ExchangeTestCluster.accept;
import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.archive.client.AeronArchive;
import io.unidatum.exchange.protocol.JournalLayout;
import io.unidatum.exchange.sbe.common.Side;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A member whose recording is not what the log gives repairs it by itself, and says so. */
@Timeout(120)
class JournalDivergenceTest {
    private static final long ONE = 100_000_000L;

    @RegisterExtension
    final LoggedErrors errors = new LoggedErrors();

    private ExchangeTestCluster cluster;
    private List<TestJournal.Frame> journal;

    @BeforeEach
    void launch() {
        cluster = ExchangeTestCluster.launch(1);
        cluster.bootstrap(1);
        trade();
        cluster.awaitSameJournals();
        journal = cluster.journal(0);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void shouldCutOffFramesThatTheLogDoesNotGive() throws IOException {
        cluster.stop(0);
        final TestJournal.Frame last = journal.get(journal.size() - 1);
        final TestJournal.Frame kept = journal.get(journal.size() - 6);
        final TestJournal.Frame next = journal.get(journal.size() - 5);
        appendForged(kept.position(), next.firstSequence(), next.chainHash(), 8);

        cluster.start(0);
        cluster.awaitLeader();
        cluster.awaitSameJournals();

        assertThat(cluster.journal(0)).isEqualTo(journal);
        assertThat(errors.expected()).anyMatch(line -> line.contains("journal diverges"));
        trade();
        cluster.awaitSameJournals();
        assertThat(cluster.journal(0).get(journal.size()).firstSequence())
                .isEqualTo(last.firstSequence() + last.count());
    }

    @Test
    void shouldReplaceFramesThatCannotBeRead() throws IOException {
        cluster.stop(0);
        final long position = journal.get(journal.size() - 4).position();
        spoil(position + JournalLayout.DATA_HEADER_LENGTH + 20);

        cluster.start(0);
        cluster.awaitLeader();
        cluster.awaitSameJournals();

        assertThat(cluster.journal(0)).isEqualTo(journal);
        assertThat(errors.expected()).anyMatch(line -> line.contains("journal diverges"));
    }

    @Test
    void shouldStopWhereTheJournalEndsBeforeTheSnapshot() throws Exception {
        cluster.takeSnapshot();
        cluster.stop(0);
        final TestJournal.Frame kept = journal.get(journal.size() - 6);
        final TestJournal.Frame next = journal.get(journal.size() - 5);
        appendForged(kept.position(), next.firstSequence(), next.chainHash(), 0);

        cluster.start(0);

        assertThat(cluster.node(0).awaitTermination())
                .get()
                .isInstanceOf(JournalException.class)
                .extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING)
                .contains("before the snapshot");
        assertThat(errors.expected()).anyMatch(line -> line.contains("node failed"));
    }

    private void trade() {
        try (TestSession gateway = cluster.connect(cluster.gatewayKey())) {
            for (int i = 0; i < 10; i++) {
                accept(gateway, TestCommands.limitOrder(FIRST_ACCOUNT, DEC_USD, Side.SELL, (100 + i) * ONE, ONE));
            }
        }
    }

    /** Cuts the recording back and writes frames of another history behind it. */
    private void appendForged(final long position, final long sequence, final long chainHash, final int frames)
            throws IOException {
        final JournalFixture fixture = new JournalFixture();
        try {
            fixture.stop();
            fixture.start(cluster.dataDir(0));
            final List<Long> ids = new ArrayList<>();
            try (AeronArchive archive = fixture.connect()) {
                archive.listRecordingsForUri(
                        0,
                        10,
                        "aeron:ipc",
                        JournalLayout.STREAM_ID,
                        (c, r, id, t0, t1, p0, p1, ti, sl, tl, mtu, session, stream, sc, oc, source) -> ids.add(id));
                archive.truncateRecording(ids.get(0), position);
            }
            final JournalWriter writer = fixture.open(sequence - 1, position, chainHash);
            new FrameMaker(sequence - 1, position, chainHash).make(writer, frames);
            writer.awaitRecorded();
        } finally {
            fixture.close();
        }
    }

    private void spoil(final long position) throws IOException {
        final Path archive = cluster.dataDir(0).resolve("archive");
        final List<Path> spoiled = new ArrayList<>();
        try (Stream<Path> files = Files.list(archive)) {
            for (final Path file :
                    files.filter(f -> f.toString().endsWith(".rec")).toList()) {
                if (isJournal(file)) {
                    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                        bytes.seek(position);
                        final int value = bytes.read();
                        bytes.seek(position);
                        bytes.write(value ^ 0xff);
                    }
                    spoiled.add(file);
                }
            }
        }
        assertThat(spoiled).hasSize(1);
    }

    /** The stream id stands at byte 16 of a frame's header, little-endian. */
    private static boolean isJournal(final Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.seek(16);
            return Integer.reverseBytes(bytes.readInt()) == JournalLayout.STREAM_ID;
        }
    }
}
