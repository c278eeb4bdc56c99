/**
 * REST: the router, the endpoints and what all of them share. Start with {@link
 * io.unidatum.exchange.gateway.rest.RestVerticle}.
 */
package io.unidatum.exchange.gateway.rest;
