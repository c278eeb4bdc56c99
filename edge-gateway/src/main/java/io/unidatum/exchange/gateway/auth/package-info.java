/**
 * Who asks: API keys, HMAC-SHA256 signatures, test accounts of the development mode. Start with {@link
 * io.unidatum.exchange.gateway.auth.Authenticator}.
 *
 * <p>Nothing here logs or prints a secret or a signature.
 */
package io.unidatum.exchange.gateway.auth;
