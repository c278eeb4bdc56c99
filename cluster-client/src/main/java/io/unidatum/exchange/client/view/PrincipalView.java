package io.unidatum.exchange.client.view;

import io.unidatum.exchange.sbe.common.Role;

/**
 * A public key and what it may do.
 *
 * @param publicKeyHex Ed25519 public key, 64 lower-case hex digits.
 * @param role it has.
 * @param enabled false if the role was taken away.
 */
public record PrincipalView(String publicKeyHex, Role role, boolean enabled) {}
