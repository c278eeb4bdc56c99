/**
 * A read model of the exchange, kept up to date by the journal: who has what, what is open, what was filled. Start with
 * {@link io.unidatum.exchange.client.view.ExchangeView}.
 *
 * <p>Uses the codecs and the interfaces of {@code client.journal}; nothing of Aeron.
 */
package io.unidatum.exchange.client.view;
