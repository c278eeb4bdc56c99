/**
 * DEC onto the chain: each short window, custody wallets are brought to what the ledger says by a few netted transfers.
 *
 * <p>Start reading at {@code SettlementAgent}, the duty cycle. The rule that everything
 * hangs on: a transfer with its nonce, id and signed body is committed to PostgreSQL before it is posted, and whatever
 * is in doubt is looked up by its id before anything is posted again. What operators need to know is in {@code
 * docs/settlement.md}; the tables are in {@code db/migration/V2__settlement.sql}.
 */
package io.unidatum.exchange.ledger.settlement;
