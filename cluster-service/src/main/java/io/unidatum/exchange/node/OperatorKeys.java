package io.unidatum.exchange.node;

import io.unidatum.exchange.engine.PrincipalKey;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which of the open sessions' keys are operators' in the replicated state. The service writes it; the consensus module
 * reads it when a session asks for a snapshot. Thread safe for one writer.
 */
final class OperatorSessions {
    private volatile Set<PrincipalKey> operators = Set.of();

    /**
     * Looks at all open sessions' keys again: after a change of roles, or when a session came or went.
     *
     * @param keys of the open sessions.
     * @param isOperator the state's own answer.
     */
    void update(final Iterable<PrincipalKey> keys, final Predicate<PrincipalKey> isOperator) {
        final Set<PrincipalKey> found = new HashSet<>();
        for (final PrincipalKey key : keys) {
            if (isOperator.test(key)) {
                found.add(key);
            }
        }
        operators = found;
    }

    /** Whether a principal belongs to an open session of an operator. {@return true if so} */
    boolean contains(final byte[] encodedPrincipal) {
        return operators.contains(PrincipalKey.fromBytes(encodedPrincipal));
    }
}
