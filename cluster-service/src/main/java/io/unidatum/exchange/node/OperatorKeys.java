package io.unidatum.exchange.node;

import io.unidatum.exchange.engine.ExchangeStateMachine;
import io.unidatum.exchange.engine.PrincipalKey;
import java.util.HashSet;
import java.util.Set;

/**
 * Which keys are operators' in the replicated state. The service writes it; the consensus module reads it when a
 * session asks for a snapshot. Thread safe for one writer.
 */
final class OperatorKeys {
    private volatile Set<PrincipalKey> keys = Set.of();

    /** Takes the operators' keys over from the state: at the start and after every change of roles. */
    void update(final ExchangeStateMachine machine) {
        final Set<PrincipalKey> found = new HashSet<>();
        machine.forEachOperator(found::add);
        keys = found;
    }

    /** Whether a principal is an operator's key. {@return true if so} */
    boolean contains(final byte[] encodedPrincipal) {
        return keys.contains(PrincipalKey.fromBytes(encodedPrincipal));
    }
}
