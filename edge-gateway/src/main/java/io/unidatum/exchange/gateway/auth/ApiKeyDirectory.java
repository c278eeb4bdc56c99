package io.unidatum.exchange.gateway.auth;

import io.unidatum.exchange.client.view.ApiKeyView;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;

/** The API keys as the journal last said they are. Written by the read model's thread, read by any. */
public final class ApiKeyDirectory {
    private final ConcurrentHashMap<Long, ApiKeyView> keys = new ConcurrentHashMap<>();

    /**
     * Takes in a key that was created or changed.
     *
     * @param key as it is now.
     */
    public void put(final ApiKeyView key) {
        keys.put(key.apiKeyId(), key);
    }

    /**
     * Starts over with what a state image holds.
     *
     * @param all keys there are.
     */
    public void replace(final Collection<ApiKeyView> all) {
        keys.keySet().retainAll(all.stream().map(ApiKeyView::apiKeyId).toList());
        all.forEach(this::put);
    }

    /**
     * Finds a key.
     *
     * @param apiKeyId its id.
     * @return null if there is none.
     */
    public ApiKeyView find(final long apiKeyId) {
        return keys.get(apiKeyId);
    }
}
