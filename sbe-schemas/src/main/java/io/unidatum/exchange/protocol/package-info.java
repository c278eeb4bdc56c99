/**
 * The rules of the protocol that a schema cannot say: units, reserved numbers, the journal's fixed layout, the chained
 * hash, the ports of a cluster member and what a session signs to authenticate.
 *
 * <p>Depends on the JDK and Agrona alone. Start with {@link io.unidatum.exchange.protocol.JournalLayout}.
 */
package io.unidatum.exchange.protocol;
