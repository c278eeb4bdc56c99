/** Proofs of settlement: {@code exchange prove-settlement}. */
package io.unidatum.exchange.cli.settlement;
