package io.unidatum.exchange.node;

import io.aeron.Aeron;
import io.aeron.AeronCounters;
import io.aeron.archive.Archive;
import io.aeron.archive.client.AeronArchive;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.status.StreamCounter;
import io.unidatum.exchange.protocol.MemberEndpoints;
import io.unidatum.exchange.runtime.IdleStrategies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.IoUtil;
import org.agrona.collections.MutableLong;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.agrona.concurrent.status.CountersReader;

/** A node's media driver and archive without the cluster, to write journals into. */
final class JournalFixture implements AutoCloseable {
    final MemberEndpoints member =
            MemberEndpoints.parse("127.0.0.1", FreePorts.basePort(1)).get(0);
    private final Path folder;
    private MediaDriver driver;
    private Archive archive;
    private Aeron aeron;
    private JournalWriter writer;

    JournalFixture() throws IOException {
        folder = Files.createTempDirectory("exchange-journal");
        start(folder.resolve("node"));
    }

    /** Closes all and starts again on the same folder, or a copy of it. */
    void restart() throws IOException {
        stop();
        start(folder.resolve("node"));
    }

    /** Copies the folder as it is, closes all and starts on the copy: what a kill would have left. */
    Path killAndCopy() throws IOException {
        final Path copy = folder.resolve("copy");
        final Path source = folder.resolve("node").resolve("archive");
        Files.createDirectories(copy.resolve("archive"));
        try (var files = Files.list(source)) {
            for (final Path file : files.toList()) {
                Files.copy(file, copy.resolve("archive").resolve(file.getFileName()));
            }
        }
        stop();
        return copy;
    }

    void start(final Path dataDir) throws IOException {
        final ExchangeNodeContext ctx = new ExchangeNodeContext()
                .members(List.of(member))
                .memberId(0)
                .dataDir(dataDir)
                .idleStrategy(IdleStrategies.BACKOFF)
                .aeronDirectoryName("/dev/shm/exchange-test-" + UUID.randomUUID())
                .storageChecks(false);
        ctx.conclude();
        final ComponentContexts contexts = new ComponentContexts(ctx, new NodeErrors(error -> {}));
        DataFolder.lock(ctx).close();
        driver = MediaDriver.launch(contexts.mediaDriver());
        archive = ArchiveStart.launch(contexts::archive);
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(ctx.aeronDirectoryName()));
    }

    /** Opens the journal for a state. */
    JournalWriter open(final long sequence, final long position, final long chainHash) {
        writer = new JournalWriter(
                new JournalRecording(archiveContext(), YieldingIdleStrategy.INSTANCE, TimeUnit.SECONDS.toNanos(20)),
                YieldingIdleStrategy.INSTANCE,
                TimeUnit.SECONDS.toNanos(20));
        writer.open(sequence, position, chainHash);
        return writer;
    }

    JournalWriter openAtStart() {
        return open(0, 0, 0);
    }

    JournalWriter writer() {
        return writer;
    }

    AeronArchive connect() {
        return AeronArchive.connect(archiveContext().controlResponseStreamId(999));
    }

    /** How far the writer has read what the archive tells it. */
    long archiveAnswersRead() {
        final MutableLong position = new MutableLong(-1);
        final CountersReader counters = aeron.countersReader();
        counters.forEach((counterId, typeId, key, label) -> {
            if (typeId == AeronCounters.DRIVER_SUBSCRIBER_POSITION_TYPE_ID
                    && key.getInt(StreamCounter.STREAM_ID_OFFSET) == JournalRecording.CONTROL_RESPONSE_STREAM_ID) {
                position.value = Math.max(position.value, counters.getCounterValue(counterId));
            }
        });
        return position.value;
    }

    Aeron aeron() {
        return aeron;
    }

    List<TestJournal.Frame> frames() {
        return TestJournal.read(member, driver.aeronDirectoryName());
    }

    void stop() {
        CloseHelper.quietCloseAll(writer, aeron, archive, driver);
        writer = null;
    }

    @Override
    public void close() {
        stop();
        IoUtil.delete(folder.toFile(), true);
    }

    private AeronArchive.Context archiveContext() {
        return new AeronArchive.Context()
                .aeron(aeron)
                .ownsAeronClient(false)
                .controlRequestChannel("aeron:ipc")
                .controlRequestStreamId(archive.context().localControlStreamId())
                .controlResponseChannel("aeron:ipc");
    }
}
