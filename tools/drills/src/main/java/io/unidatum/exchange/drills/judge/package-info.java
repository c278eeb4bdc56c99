/** Holds what was promised against what the journals, the ledger and the chain say. */
package io.unidatum.exchange.drills.judge;
