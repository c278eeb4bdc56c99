package io.unidatum.exchange.client.view;

/**
 * An asset.
 *
 * @param assetId its id.
 * @param name such as {@code DEC}.
 */
public record AssetView(int assetId, String name) {}
