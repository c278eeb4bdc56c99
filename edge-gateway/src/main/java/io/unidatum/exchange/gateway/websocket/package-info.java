/**
 * WebSocket: market data for everybody, an account's own events for its owner. All of it lives on one event loop. Start
 * with {@link io.unidatum.exchange.gateway.websocket.WebSocketVerticle}.
 */
package io.unidatum.exchange.gateway.websocket;
