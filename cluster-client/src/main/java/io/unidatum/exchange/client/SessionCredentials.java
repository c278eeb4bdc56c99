package io.unidatum.exchange.client;

import io.aeron.security.CredentialsSupplier;
import io.unidatum.exchange.protocol.SessionChallenge;
import io.unidatum.exchange.runtime.Ed25519Key;

/** Authenticates a session: the public key first, then a signature over the leader's challenge. */
final class SessionCredentials implements CredentialsSupplier {
    private final Ed25519Key key;

    SessionCredentials(final Ed25519Key key) {
        this.key = key;
    }

    @Override
    public byte[] encodedCredentials() {
        return key.publicKey();
    }

    @Override
    public byte[] onChallenge(final byte[] encodedChallenge) {
        return key.sign(SessionChallenge.signedBytes(encodedChallenge));
    }
}
