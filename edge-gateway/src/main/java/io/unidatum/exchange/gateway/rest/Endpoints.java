package io.unidatum.exchange.gateway.rest;

import io.vertx.core.http.HttpMethod;

/** All endpoints and their paths. Immutable; serves every event loop. */
public final class Endpoints {
    private static final String[] SYMBOL = {":symbol", ":base/:quote"};

    private final OrderEndpoints orders;
    private final OrderQueries queries;
    private final RiskEndpoints risk;
    private final AccountEndpoints accounts;
    private final FundEndpoints funds;
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
     * @param orders changes orders.
     * @param queries reads orders.
     * @param risk changes many orders at once.
     * @param accounts of accounts.
     * @param funds of deposits and withdrawals.
     * @param markets of market data.
     * @param health of the gateway's health.
     */
    public Endpoints(
            final OrderEndpoints orders,
            final OrderQueries queries,
            final RiskEndpoints risk,
            final AccountEndpoints accounts,
            final FundEndpoints funds,
            final MarketEndpoints markets,
            final HealthEndpoint health) {
        this.orders = orders;
        this.queries = queries;
        this.risk = risk;
        this.accounts = accounts;
        this.funds = funds;
        this.markets = markets;
        this.health = health;
    }

    void routes(final Routes routes) {
        routes.add(HttpMethod.GET, "/health", health::health);

        routes.add(HttpMethod.POST, "/api/v1/orders", orders::place);
        routes.add(HttpMethod.POST, "/api/v1/orders/oco", orders::placeOco);
        routes.add(HttpMethod.POST, "/api/v1/orders/batch", orders::batch);
        routes.add(HttpMethod.GET, "/api/v1/orders", queries::list);
        routes.add(HttpMethod.PUT, "/api/v1/orders", orders::amendByClientOrderId);
        routes.add(HttpMethod.DELETE, "/api/v1/orders", risk::cancelMany);
        routes.add(HttpMethod.GET, "/api/v1/orders/:id", queries::get);
        routes.add(HttpMethod.PUT, "/api/v1/orders/:id", orders::amend);
        routes.add(HttpMethod.DELETE, "/api/v1/orders/:id", orders::cancel);

        for (final String symbol : SYMBOL) {
            routes.add(HttpMethod.PUT, "/api/v1/quotes/" + symbol, risk::quote);
            routes.add(HttpMethod.GET, "/api/v1/quotes/" + symbol, risk::quotes);
            routes.add(HttpMethod.DELETE, "/api/v1/quotes/" + symbol, risk::withdrawQuotes);
        }
        routes.add(HttpMethod.POST, "/api/v1/account/cancel-all-after", risk::cancelAllAfter);
        routes.add(HttpMethod.POST, "/api/v1/account/kill-switch", risk::killSwitch);

        routes.add(HttpMethod.GET, "/api/v1/account/balance", accounts::balance);
        routes.add(HttpMethod.GET, "/api/v1/account/positions", accounts::positions);
        routes.add(HttpMethod.GET, "/api/v1/account/info", accounts::info);
        routes.add(HttpMethod.GET, "/api/v1/account/risk", accounts::risk);

        routes.add(HttpMethod.POST, "/api/v1/account/withdrawals", funds::withdraw);
        routes.add(HttpMethod.GET, "/api/v1/account/withdrawals", funds::withdrawals);
        routes.add(HttpMethod.GET, "/api/v1/account/withdrawals/:id", funds::withdrawal);
        routes.add(HttpMethod.GET, "/api/v1/account/deposits", funds::deposits);
        routes.add(HttpMethod.GET, "/api/v1/account/deposit-address", funds::depositAddress);
        routes.add(HttpMethod.GET, "/api/v1/settlement/trades/:trade_id", funds::settlement);

        routes.add(HttpMethod.GET, "/api/v1/market/assets", funds::assets);
        routes.add(HttpMethod.GET, "/api/v1/market/symbols", markets::symbols);
        // The symbol stands before or behind, and its slash may come as it is.
        for (final String symbol : SYMBOL) {
            routes.add(HttpMethod.GET, "/api/v1/market/" + symbol + "/orderbook", markets::orderBook);
            routes.add(HttpMethod.GET, "/api/v1/market/" + symbol + "/trades", markets::trades);
            routes.add(HttpMethod.GET, "/api/v1/market/" + symbol + "/ticker", markets::ticker);
            routes.add(HttpMethod.GET, "/api/v1/market/" + symbol + "/auction", markets::auction);
            routes.add(HttpMethod.GET, "/api/v1/market/orderbook/" + symbol, markets::orderBook);
            routes.add(HttpMethod.GET, "/api/v1/market/trades/" + symbol, markets::trades);
            routes.add(HttpMethod.GET, "/api/v1/market/ticker/" + symbol, markets::ticker);
        }
    }
}
