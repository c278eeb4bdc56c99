package io.unidatum.exchange.gateway.rest;

import io.vertx.core.http.HttpMethod;

/** All endpoints and their paths. Immutable; serves every event loop. */
public final class Endpoints {
    private final OrderEndpoints orders;
    private final AccountEndpoints accounts;
    private final MarketEndpoints markets;
    private final HealthEndpoint health;

    /** Where the endpoints are put. */
    @FunctionalInterface
    interface Routes {
        void add(HttpMethod method, String path, Endpoint endpoint);
    }

    /**
     * Constructs with all groups of endpoints.
     *
     * @param orders of orders.
     * @param accounts of accounts.
     * @param markets of market data.
     * @param health of the gateway's health.
     */
    public Endpoints(
            final OrderEndpoints orders,
            final AccountEndpoints accounts,
            final MarketEndpoints markets,
            final HealthEndpoint health) {
        this.orders = orders;
        this.accounts = accounts;
        this.markets = markets;
        this.health = health;
    }

    void routes(final Routes routes) {
        routes.add(HttpMethod.GET, "/health", health::health);

        routes.add(HttpMethod.POST, "/api/v1/orders", orders::place);
        routes.add(HttpMethod.GET, "/api/v1/orders", orders::list);
        routes.add(HttpMethod.DELETE, "/api/v1/orders", orders::cancelByClientOrderId);
        routes.add(HttpMethod.GET, "/api/v1/orders/:id", orders::get);
        routes.add(HttpMethod.PUT, "/api/v1/orders/:id", orders::amend);
        routes.add(HttpMethod.DELETE, "/api/v1/orders/:id", orders::cancel);

        routes.add(HttpMethod.GET, "/api/v1/account/balance", accounts::balance);
        routes.add(HttpMethod.GET, "/api/v1/account/positions", accounts::positions);
        routes.add(HttpMethod.GET, "/api/v1/account/info", accounts::info);
        routes.add(HttpMethod.GET, "/api/v1/account/risk", accounts::risk);

        routes.add(HttpMethod.GET, "/api/v1/market/symbols", markets::symbols);
        // The symbol stands before or behind, and its slash may come as it is.
        for (final String symbol : new String[] {":symbol", ":base/:quote"}) {
            routes.add(HttpMethod.GET, "/api/v1/market/" + symbol + "/orderbook", markets::orderBook);
            routes.add(HttpMethod.GET, "/api/v1/market/" + symbol + "/trades", markets::trades);
            routes.add(HttpMethod.GET, "/api/v1/market/" + symbol + "/ticker", markets::ticker);
            routes.add(HttpMethod.GET, "/api/v1/market/orderbook/" + symbol, markets::orderBook);
            routes.add(HttpMethod.GET, "/api/v1/market/trades/" + symbol, markets::trades);
            routes.add(HttpMethod.GET, "/api/v1/market/ticker/" + symbol, markets::ticker);
        }
    }
}
