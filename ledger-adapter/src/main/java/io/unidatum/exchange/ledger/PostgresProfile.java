package io.unidatum.exchange.ledger;

import java.util.List;
import java.util.stream.Stream;

/** Settings of a PostgreSQL that keeps the books. Both are durable: they differ in memory and in WAL kept. */
public enum PostgresProfile {
    /** Beside everything else on a small machine. */
    SMALL(List.of("shared_buffers=64MB", "max_wal_size=512MB", "wal_writer_delay=1s")),

    /** A server of its own, or a machine with memory to spare. */
    SERVER(List.of(
            "shared_buffers=1GB",
            "max_wal_size=8GB",
            "min_wal_size=2GB",
            "checkpoint_timeout=15min",
            "wal_buffers=64MB",
            "wal_compression=off",
            "wal_writer_delay=200ms",
            "autovacuum_naptime=30s",
            "effective_io_concurrency=64"));

    private static final List<String> DURABLE =
            List.of("fsync=on", "synchronous_commit=on", "full_page_writes=on", "max_connections=50", "jit=off");

    private final List<String> own;

    PostgresProfile(final List<String> own) {
        this.own = own;
    }

    /**
     * The profile for a machine.
     *
     * @param name {@code server}, as of the JVMs' options; anything else, null too, is the small one.
     * @return the profile.
     */
    public static PostgresProfile of(final String name) {
        return "server".equals(name) ? SERVER : SMALL;
    }

    /** What to set, {@code name=value} each. {@return the settings} */
    public List<String> settings() {
        return Stream.concat(DURABLE.stream(), own.stream()).toList();
    }
}
