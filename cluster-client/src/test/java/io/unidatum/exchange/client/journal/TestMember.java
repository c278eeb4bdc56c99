package io.unidatum.exchange.client.journal;

import io.aeron.Aeron;
import io.aeron.ChannelUri;
import io.aeron.ChannelUriStringBuilder;
import io.aeron.CommonContext;
import io.aeron.ExclusivePublication;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.codecs.SourceLocation;
import io.aeron.archive.status.RecordingPos;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.unidatum.exchange.protocol.JournalLayout;
import io.unidatum.exchange.protocol.MemberEndpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.IoUtil;
import org.agrona.concurrent.status.CountersReader;

/**
 * A member as far as readers can tell: a media driver and an archive that records what this writes. Its one thread can
 * be frozen: to the others that is a machine that died.
 */
final class TestMember implements AutoCloseable {
    private final MemberEndpoints endpoints;
    private final Path folder;
    private final MediaDriver driver;
    private final Archive archive;
    private final Aeron aeron;
    private final AeronArchive client;
    private final Thread thread;
    private volatile boolean isFrozen;
    private volatile boolean isEnded;
    private ExclusivePublication journal;
    private int recordedCounterId;

    TestMember(final MemberEndpoints endpoints) throws IOException {
        this.endpoints = endpoints;
        folder = Files.createTempDirectory("test-member");
        final String directory = "/dev/shm/test-member-" + UUID.randomUUID();
        driver = MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(directory)
                .threadingMode(ThreadingMode.INVOKER)
                .termBufferSparseFile(true)
                .performStorageChecks(false)
                .dirDeleteOnStart(true)
                .publicationTermBufferLength(64 * 1024)
                .ipcTermBufferLength(64 * 1024));
        archive = Archive.launch(new Archive.Context()
                .aeronDirectoryName(directory)
                .mediaDriverAgentInvoker(driver.sharedAgentInvoker())
                .threadingMode(ArchiveThreadingMode.INVOKER)
                .archiveDir(folder.toFile())
                .controlChannel("aeron:udp?endpoint=" + endpoints.archiveControl())
                .replicationChannel("aeron:udp?endpoint=127.0.0.1:0")
                .segmentFileLength(JournalLayout.TERM_LENGTH)
                .catalogCapacity(64 * 1024));
        thread = new Thread(this::run, "test-member-" + endpoints.memberId());
        thread.setDaemon(true);
        thread.start();
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(directory));
        client = AeronArchive.connect(new AeronArchive.Context()
                .aeron(aeron)
                .controlRequestChannel(archive.context().localControlChannel())
                .controlRequestStreamId(archive.context().localControlStreamId())
                .controlResponseChannel("aeron:ipc"));
    }

    MemberEndpoints endpoints() {
        return endpoints;
    }

    /** Begins the journal's recording at a position, as a trimmed or copied one would. */
    void startJournal(final long position) {
        final String channel = new ChannelUriStringBuilder()
                .media(CommonContext.IPC_MEDIA)
                .alias(JournalLayout.ALIAS)
                .mtu(JournalLayout.MTU_LENGTH)
                .initialPosition(position, JournalLayout.INITIAL_TERM_ID, JournalLayout.TERM_LENGTH)
                .build();
        journal = record(channel, JournalLayout.STREAM_ID);
    }

    void append(final TestFrames frames) {
        offer(journal, frames.buffer(), 0, frames.length());
        if (journal.position() != frames.point().position()) {
            throw new AssertionError("journal at " + journal.position() + ", frames at " + frames.point());
        }
    }

    /** Waits until everything that was appended is recorded. */
    void awaitRecorded() {
        awaitRecorded(journal);
    }

    /** Stops recording the journal, as an archive with a full disk would. */
    void stopJournal() {
        awaitRecorded();
        journal.close();
    }

    /** Begins another recording on the service's snapshot stream. */
    ExclusivePublication startSnapshot() {
        return record("aeron:ipc?alias=snapshot|term-length=64k", 106);
    }

    void finish(final ExclusivePublication snapshot) {
        awaitRecorded(snapshot);
        snapshot.close();
    }

    void offer(final ExclusivePublication publication, final DirectBuffer buffer, final int offset, final int length) {
        final long deadlineNs = System.nanoTime() + 30_000_000_000L;
        while (publication.offer(buffer, offset, length) <= 0) {
            if (System.nanoTime() > deadlineNs) {
                throw new AssertionError("cannot write to " + publication.channel());
            }
            Thread.yield();
        }
    }

    /** From now on nothing is heard of this member. */
    void freeze() {
        isFrozen = true;
    }

    @Override
    public void close() throws IOException {
        isFrozen = false;
        CloseHelper.quietCloseAll(client, aeron);
        isEnded = true;
        try {
            thread.join();
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        CloseHelper.quietCloseAll(archive, driver);
        IoUtil.delete(driver.context().aeronDirectory(), true);
        IoUtil.delete(folder.toFile(), true);
    }

    private ExclusivePublication record(final String channel, final int streamId) {
        final ExclusivePublication publication = aeron.addExclusivePublication(channel, streamId);
        client.startRecording(
                ChannelUri.addSessionId("aeron:ipc", publication.sessionId()), streamId, SourceLocation.LOCAL, true);
        final CountersReader counters = aeron.countersReader();
        do {
            recordedCounterId =
                    RecordingPos.findCounterIdBySession(counters, publication.sessionId(), client.archiveId());
            Thread.yield();
        } while (recordedCounterId == CountersReader.NULL_COUNTER_ID || !publication.isConnected());
        return publication;
    }

    private void awaitRecorded(final ExclusivePublication publication) {
        final long deadlineNs = System.nanoTime() + 30_000_000_000L;
        while (aeron.countersReader().getCounterValue(recordedCounterId) < publication.position()) {
            if (System.nanoTime() > deadlineNs) {
                throw new AssertionError("not recorded up to " + publication.position());
            }
            Thread.yield();
        }
    }

    private void run() {
        while (!isEnded) {
            int work = 0;
            if (!isFrozen) {
                work += driver.sharedAgentInvoker().invoke();
                work += archive.invoker().invoke();
            }
            if (work == 0) {
                LockSupport.parkNanos(100_000);
            }
        }
    }
}
