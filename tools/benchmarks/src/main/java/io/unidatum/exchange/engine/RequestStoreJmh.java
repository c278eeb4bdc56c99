package io.unidatum.exchange.engine;

import io.unidatum.exchange.protocol.ChainHash;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the engine's parts cost by themselves; in its package, since they are visible nowhere else. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {
            "-Xms1g",
            "-Xmx1g",
            "-XX:+UseParallelGC",
            "-Dagrona.disable.bounds.checks=true",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"
        })
public class RequestStoreJmh {
    private static final long STEP_NS = 400;
    private static final long VALID_NS = 100_000_000;
    private static final int EVENT_LENGTH = 120;

    private final RequestStore store = new RequestStore(EngineLimits.MAX_REMEMBERED_REQUESTS, new KeyedHash(1));
    private final JournalFramer framer =
            new JournalFramer((buffer, offset, length, first, count, hash, position) -> {});
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[240]);
    private final Outcome outcome = new Outcome();
    private long now = 1_800_000_000_000_000_000L;
    private long id;
    private long hash;

    /** Constructs the state; called by JMH. */
    public RequestStoreJmh() {}

    /**
     * One fresh request, looked up and remembered, at 2.5 million a second valid for 100 ms.
     *
     * @return how many are remembered.
     */
    @Benchmark
    public int remember() {
        now += STEP_NS;
        store.expire(now);
        id += 0x9E37_79B9_7F4A_7C15L;
        if (store.find(id, ~id) == RequestTable.NONE) {
            store.remember(id, ~id, 1, now + VALID_NS, 1000, 10, outcome);
        }
        return store.size();
    }

    /**
     * One frame of one event, its hash included.
     *
     * @return its hash.
     */
    @Benchmark
    public long frame() {
        framer.begin(now, JournalFramer.LAST_ENCODING_VERSION);
        framer.next(EVENT_LENGTH);
        framer.end();
        return framer.chainHash();
    }

    /**
     * Hash of 240 bytes.
     *
     * @return the hash.
     */
    @Benchmark
    public long chainHash() {
        hash = ChainHash.extend(hash, frame, 0, frame.capacity());
        return hash;
    }
}
