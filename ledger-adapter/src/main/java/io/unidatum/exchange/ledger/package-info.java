/**
 * The journal into PostgreSQL: every event becomes rows, exactly once, whatever dies.
 *
 * <p>Start reading at {@link io.unidatum.exchange.ledger.LedgerAdapter}, which runs two threads. The follower reads the
 * journal and turns events into a batch of rows; the writer commits a batch together with the journal position behind
 * it. Tables and units: {@code db/migration/V1__ledger.sql} and {@code docs/database.md}.
 */
package io.unidatum.exchange.ledger;
