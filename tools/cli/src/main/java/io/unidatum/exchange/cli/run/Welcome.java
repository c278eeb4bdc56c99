package io.unidatum.exchange.cli.run;

import java.util.ArrayList;
import java.util.List;

/** What {@code run} prints when everything is ready: where things are, and commands to copy. */
final class Welcome {
    private final RunOptions options;
    private final LocalExchange exchange;
    private final DataFolder folder;

    Welcome(final RunOptions options, final LocalExchange exchange, final DataFolder folder) {
        this.options = options;
        this.exchange = exchange;
        this.folder = folder;
    }

    void print(final Console console, final double seconds) {
        final List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(String.format("The exchange is ready (%.1f s).", seconds));
        lines.add("");
        lines.add("  REST        " + exchange.restUrl());
        lines.add("  WebSocket   " + exchange.webSocketUrl());
        lines.add("  PostgreSQL  " + postgres());
        lines.add("  Redis       " + redis());
        lines.add("  DeCoin      " + decoin());
        lines.add("  Nodes       "
                + exchange.members().stream()
                        .map(member -> "http://" + member.status() + "/health")
                        .reduce((left, right) -> left + " " + right)
                        .orElse(""));
        lines.add("  Logs        " + folder.logs());
        lines.add("");
        if (exchange.testAccounts()) {
            lines.add("  DEVELOPMENT MODE: whoever reaches the REST port trades for the test accounts 1001 to 1100");
            lines.add("  without credentials. ENABLE_TEST_ACCOUNTS=false switches it off.");
            lines.add("");
            lines.add("Try it, in another terminal:");
            lines.add("");
            lines.addAll(trading());
        } else {
            lines.add("Make an account and a key for it, in another terminal:");
            lines.add("");
            lines.add("  exchange admin create-account 1001");
            lines.add("  exchange admin deposit 1001 USD 10000 --id first");
            lines.add("  exchange admin api-key 1001");
        }
        lines.add("");
        lines.add("Ctrl-C stops it; what it knows is kept.");
        lines.forEach(console::line);
    }

    private List<String> trading() {
        final String rest = exchange.restUrl();
        return List.of(
                "  curl -s " + rest + "/health",
                "",
                "  # account 1001 offers 10 DEC at 100 USD, account 1002 takes 4 of them",
                post(1001),
                "    -d '{\"symbol\":\"DEC/USD\",\"side\":\"sell\",\"type\":\"limit\",\"quantity\":10,\"price\":100}'",
                post(1002),
                "    -d '{\"symbol\":\"DEC/USD\",\"side\":\"buy\",\"type\":\"limit\",\"quantity\":4,\"price\":100}'",
                "",
                "  curl -s " + rest + "/api/v1/market/DEC-USD/orderbook",
                "  curl -s -H 'X-Test-Account: 1002' " + rest + "/api/v1/account/balance",
                "",
                "  npx wscat -c " + exchange.webSocketUrl()
                        + " -x '{\"type\":\"subscribe\",\"channel\":\"trades\",\"symbol\":\"DEC/USD\"}' -w 60");
    }

    private String post(final long account) {
        return "  curl -s -X POST " + exchange.restUrl() + "/api/v1/orders -H 'Content-Type: application/json' "
                + "-H 'X-Test-Account: " + account + "' \\";
    }

    private String postgres() {
        return exchange.ownPostgres()
                ? "postgresql://" + options.postgres().user() + "@" + exchange.host() + ":"
                        + options.postgres().port() + "/" + options.postgres().database() + "  (password in "
                        + (options.postgres().hasPassword()
                                ? "POSTGRES_PASSWORD"
                                : options.postgres().passwordFile(options.data()))
                        + ")"
                : options.postgres().jdbcUrl() + "  (yours)";
    }

    private String redis() {
        return exchange.ownRedis()
                ? "redis://" + exchange.host() + ":" + options.redis().port() + "  (password in "
                        + (options.redis().hasPassword()
                                ? "REDIS_PASSWORD"
                                : options.redis().passwordFile(options.data()))
                        + ")"
                : "redis://" + options.redis().host() + ":" + options.redis().port() + "  (yours)";
    }

    private String decoin() {
        return exchange.ownDevnet()
                ? "http://" + exchange.host() + ":" + options.devnet().port() + "  (development node)"
                : options.decoin().nodeUrl() + "  (yours)";
    }
}
