package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which public key has which role. */
final class Principals {
    /** A key's role; a key that was taken its role away stays, disabled. */
    record Grant(PrincipalKey key, Role role, boolean enabled) {}

    private final Map<PrincipalKey, Grant> grants = new HashMap<>();

    /** Looked up last: few sessions send nearly all commands, each always with the same object. */
    private PrincipalKey lastKey;

    private Grant lastGrant;

    boolean isFull() {
        return grants.size() >= EngineLimits.MAX_PRINCIPALS;
    }

    boolean contains(final PrincipalKey key) {
        return grants.containsKey(key);
    }

    /** The role a key has now. {@return null if it has none} */
    Role roleOf(final PrincipalKey key) {
        if (key != lastKey) {
            lastGrant = grants.get(key);
            lastKey = key;
        }
        final Grant grant = lastGrant;
        return grant == null || !grant.enabled() ? null : grant.role();
    }

    void set(final PrincipalKey key, final Role role, final boolean enabled) {
        lastKey = null;
        lastGrant = null;
        grants.put(key, new Grant(key, role, enabled));
    }

    /** Whether this change would leave nobody to operate the exchange. */
    boolean wouldRemoveLastOperator(final PrincipalKey key, final Role role, final boolean enabled) {
        if (role == Role.OPERATOR && enabled) {
            return false;
        }
        for (final Grant grant : grants.values()) {
            if (grant.role() == Role.OPERATOR && grant.enabled() && !grant.key().equals(key)) {
                return false;
            }
        }
        return true;
    }

    /** All grants by ascending key, words compared as unsigned numbers from the first on. */
    List<Grant> sorted() {
        final List<Grant> sorted = new ArrayList<>(grants.values());
        sorted.sort((a, b) -> compare(a.key(), b.key()));
        return sorted;
    }

    private static int compare(final PrincipalKey a, final PrincipalKey b) {
        int result = Long.compareUnsigned(a.w0(), b.w0());
        result = result != 0 ? result : Long.compareUnsigned(a.w1(), b.w1());
        result = result != 0 ? result : Long.compareUnsigned(a.w2(), b.w2());
        return result != 0 ? result : Long.compareUnsigned(a.w3(), b.w3());
    }
}
