package io.unidatum.exchange.node;

import io.aeron.archive.checksum.Checksum;
import io.unidatum.exchange.protocol.ChainHash;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The checksum that the archive keeps with every recorded frame: {@link ChainHash} folded to 32 bits. Aeron's own would
 * need one more JDK package opened in every process. Not thread safe: one instance for recording, one for replay.
 */
public final class FrameChecksum implements Checksum {
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);

    /** Constructs a checksum; public because the archive's tool makes one by its class name. */
    public FrameChecksum() {}

    @Override
    public int compute(final long address, final int offset, final int length) {
        buffer.wrap(address + offset, length);
        return Long.hashCode(ChainHash.extend(ChainHash.INITIAL, buffer, 0, length));
    }
}
