package io.unidatum.exchange.client.view;

import io.unidatum.exchange.sbe.common.Hash256Decoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** The text of 32-byte values. */
final class Hashes {
    private Hashes() {}

    static String hex(final Hash256Decoder hash) {
        return HexFormat.of()
                .formatHex(ByteBuffer.allocate(Hash256Decoder.ENCODED_LENGTH)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(hash.w0())
                        .putLong(hash.w1())
                        .putLong(hash.w2())
                        .putLong(hash.w3())
                        .array());
    }
}
