/**
 * What every public face of the gateway shares: JSON read exactly, amounts and times in text, errors with stable codes.
 *
 * <p>Depends on Jackson and the schemas; knows nothing of Vert.x. Start with {@link
 * io.unidatum.exchange.gateway.api.ApiError}.
 */
package io.unidatum.exchange.gateway.api;
