/**
 * Reading the event journal from the members' archives: {@link io.unidatum.exchange.client.journal.JournalReader}
 * follows it from a point on, over the death of nodes, and {@link io.unidatum.exchange.client.journal.StateImage} finds
 * the newest snapshot for those who have no point to start from.
 *
 * <p>Uses Aeron's client and archive client, and the codecs.
 */
package io.unidatum.exchange.client.journal;
