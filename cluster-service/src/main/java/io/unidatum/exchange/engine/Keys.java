package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.Hash256Decoder;

/** Reads keys and ids of 32 bytes. */
final class Keys {
    private Keys() {}

    static PrincipalKey read(final Hash256Decoder decoder) {
        return new PrincipalKey(decoder.w0(), decoder.w1(), decoder.w2(), decoder.w3());
    }
}
