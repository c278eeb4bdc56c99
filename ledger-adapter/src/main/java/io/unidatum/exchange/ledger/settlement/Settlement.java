package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.ledger.LedgerCompanion;
import java.util.Map;
import javax.sql.DataSource;

/** DeCoin settlement beside the ledger: runs a settlement agent on a thread of its own. */
public final class Settlement implements LedgerCompanion {
    private final SettlementContext context;

    /**
     * Prepares settlement; nothing runs yet.
     *
     * @param context settings; concluded here.
     * @throws IllegalArgumentException if a setting is missing or wrong.
     */
    public Settlement(final SettlementContext context) {
        this.context = context.conclude();
    }

    @Override
    public String name() {
        return "decoin";
    }

    @Override
    public Map<String, Object> health() {
        return Map.of("status", "DOWN", "message", "settlement has not started");
    }

    @Override
    public void start(final DataSource dataSource) {}

    @Override
    public void close() {}
}
