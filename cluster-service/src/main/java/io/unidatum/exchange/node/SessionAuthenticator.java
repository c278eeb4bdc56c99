package io.unidatum.exchange.node;

import io.aeron.security.Authenticator;
import io.aeron.security.SessionProxy;
import io.unidatum.exchange.protocol.SessionChallenge;
import io.unidatum.exchange.runtime.Ed25519Key;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Lets a session in that proves to hold the private half of the Ed25519 key it names, as {@link SessionChallenge} says.
 * The session's principal is the public key; what the key may do is not decided here but by the state machine.
 *
 * <p>Confined to the consensus module's thread.
 */
final class SessionAuthenticator implements Authenticator {
    private static final long PENDING_TIMEOUT_MS = TimeUnit.SECONDS.toMillis(30);
    private static final int MAX_PENDING = 1_000;

    private final Long2ObjectHashMap<Pending> pendingBySessionId = new Long2ObjectHashMap<>();
    private final SecureRandom random = new SecureRandom();

    @Override
    public void onConnectRequest(final long sessionId, final byte[] encodedCredentials, final long nowMs) {
        pendingBySessionId.values().removeIf(pending -> pending.deadlineMs < nowMs);
        if (encodedCredentials.length == SessionChallenge.PUBLIC_KEY_LENGTH
                && pendingBySessionId.size() < MAX_PENDING) {
            final byte[] nonce = new byte[SessionChallenge.NONCE_LENGTH];
            random.nextBytes(nonce);
            pendingBySessionId.put(sessionId, new Pending(encodedCredentials, nonce, nowMs + PENDING_TIMEOUT_MS));
        }
    }

    @Override
    public void onConnectedSession(final SessionProxy sessionProxy, final long nowMs) {
        final Pending pending = pendingBySessionId.get(sessionProxy.sessionId());
        if (pending == null) {
            sessionProxy.reject();
        } else {
            // Not sent if the session is back-pressured; then this is called again.
            sessionProxy.challenge(pending.nonce);
        }
    }

    @Override
    public void onChallengeResponse(final long sessionId, final byte[] encodedCredentials, final long nowMs) {
        final Pending pending = pendingBySessionId.get(sessionId);
        if (pending != null && pending.verdict == Verdict.NONE) {
            final boolean isGenuine = encodedCredentials.length == SessionChallenge.SIGNATURE_LENGTH
                    && Ed25519Key.verify(
                            pending.publicKey, SessionChallenge.signedBytes(pending.nonce), encodedCredentials);
            pending.verdict = isGenuine ? Verdict.GENUINE : Verdict.FORGED;
        }
    }

    @Override
    public void onChallengedSession(final SessionProxy sessionProxy, final long nowMs) {
        final Pending pending = pendingBySessionId.get(sessionProxy.sessionId());
        if (pending == null || pending.verdict == Verdict.FORGED) {
            pendingBySessionId.remove(sessionProxy.sessionId());
            sessionProxy.reject();
        } else if (pending.verdict == Verdict.GENUINE && sessionProxy.authenticate(pending.publicKey)) {
            pendingBySessionId.remove(sessionProxy.sessionId());
        }
    }

    private enum Verdict {
        NONE,
        GENUINE,
        FORGED
    }

    private static final class Pending {
        private final byte[] publicKey;
        private final byte[] nonce;
        private final long deadlineMs;
        private Verdict verdict = Verdict.NONE;

        private Pending(final byte[] publicKey, final byte[] nonce, final long deadlineMs) {
            this.publicKey = publicKey;
            this.nonce = nonce;
            this.deadlineMs = deadlineMs;
        }
    }
}
