package io.unidatum.exchange.protocol;

/**
 * The fixed properties of the market data feed: Aeron UDP, one publication, receivers join and leave as they like
 * (multi-destination cast, dynamic).
 *
 * <p>What a receiver must know besides the schema: messages can be longer than one datagram, so it needs a fragment
 * assembler. After the publisher's start and whenever a receiver joins, snapshots of all books and each instrument's
 * latest trades are sent again to everybody: a receiver drops a TradeReport whose instrumentSequence is not above the
 * last one it took for that instrument, and a BookUpdate whose lastSequence is not above its book's.
 */
public final class FeedLayout {
    /** Stream id of the feed. */
    public static final int STREAM_ID = 3001;

    /** Port on which the publisher listens for receivers, unless configured. */
    public static final int DEFAULT_PORT = 9050;

    /** Term length in bytes. A message may be an eighth of it. */
    public static final int TERM_LENGTH = 1024 * 1024;

    /** MTU in bytes: fits an Ethernet frame. */
    public static final int MTU_LENGTH = 1408;

    /** Most levels of each side in a snapshot; a deeper book is cut there and marked as truncated. */
    public static final int MAX_SNAPSHOT_LEVELS = 1000;

    /** A book's snapshot comes at least this often, ns. */
    public static final long SNAPSHOT_INTERVAL_NS = 1_000_000_000L;

    /** A heartbeat comes this often, ns. */
    public static final long HEARTBEAT_INTERVAL_NS = 250_000_000L;

    private FeedLayout() {}

    /**
     * Channel that the publisher offers to.
     *
     * @param host address to bind; receivers name it too.
     * @param port to bind.
     * @return Aeron channel URI. The fastest receiver sets the pace: a slow one loses messages and holds up nobody.
     */
    public static String publicationChannel(final String host, final int port) {
        return "aeron:udp?control-mode=dynamic|control=" + host + ":" + port + "|fc=max|term-length=" + TERM_LENGTH
                + "|mtu=" + MTU_LENGTH + "|sparse=true|linger=0|alias=market-data-feed";
    }

    /**
     * Channel that a receiver subscribes to.
     *
     * @param publisherHost address the publisher binds.
     * @param port that the publisher binds.
     * @param localHost the receiver's own address that the publisher's messages reach it by; its port is a free one.
     * @return Aeron channel URI.
     */
    public static String subscriptionChannel(final String publisherHost, final int port, final String localHost) {
        return "aeron:udp?control-mode=dynamic|control=" + publisherHost + ":" + port + "|endpoint=" + localHost + ":0";
    }
}
