/**
 * What every process of the exchange shares and none of them owns: the HTTP status endpoint, the metrics, the idle
 * strategies and the Ed25519 keys that identify gateways, adapters and operators.
 *
 * <p>Depends on the JDK, Agrona, SLF4J, Jackson and Micrometer. Knows nothing of Aeron, orders or money.
 */
package io.unidatum.exchange.runtime;
