package io.unidatum.exchange.engine;

import java.util.Collection;
import java.util.TreeMap;

/** API keys by id. Gateways authenticate with them; the state machine only keeps and announces them. */
final class ApiKeys {
    /** A key as it is now; permissions are the bits of ApiPermissions. */
    record ApiKey(long id, long account, long generation, int permissions, boolean enabled) {}

    private final TreeMap<Long, ApiKey> keys = new TreeMap<>();

    boolean isFull() {
        return keys.size() >= EngineLimits.MAX_API_KEYS;
    }

    ApiKey get(final long id) {
        return keys.get(id);
    }

    void set(final ApiKey key) {
        keys.put(key.id(), key);
    }

    /** All keys by ascending id. */
    Collection<ApiKey> sorted() {
        return keys.values();
    }
}
