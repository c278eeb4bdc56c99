package io.unidatum.exchange.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** All assets, by id and by slot. */
final class AssetRegistry {
    private final TreeMap<Integer, Asset> byId = new TreeMap<>();
    private final List<Asset> bySlot = new ArrayList<>();
    private final List<Asset> ordered = new ArrayList<>();

    Asset get(final int id) {
        return byId.get(id);
    }

    boolean isFull() {
        return bySlot.size() >= EngineLimits.MAX_ASSETS;
    }

    boolean hasName(final long name) {
        for (final Asset asset : bySlot) {
            if (asset.name == name) {
                return true;
            }
        }
        return false;
    }

    Asset create(final int id, final long name) {
        final Asset asset = new Asset(id, name, bySlot.size());
        bySlot.add(asset);
        byId.put(id, asset);
        ordered.clear();
        ordered.addAll(byId.values());
        return asset;
    }

    int size() {
        return ordered.size();
    }

    /** An asset by its place in the order of the ids. */
    Asset at(final int index) {
        return ordered.get(index);
    }

    /** All assets by ascending id. */
    Collection<Asset> sorted() {
        return byId.values();
    }
}
