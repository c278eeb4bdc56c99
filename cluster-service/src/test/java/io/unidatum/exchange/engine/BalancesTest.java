package io.unidatum.exchange.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** An account's balances are what two plain maps say. */
class BalancesTest {
    private static final int ASSETS = 64;

    @Property(tries = 300)
    void shouldKeepWhatPlainMapsKeep(@ForAll @Size(max = 200) final List<@IntRange(max = 100_000) Integer> steps) {
        final AssetRegistry registry = new AssetRegistry();
        for (int id = 1; id <= ASSETS; id++) {
            registry.create(id, id);
        }
        final Account account = new Account(1000, 0);
        final Map<Integer, Long> available = new HashMap<>();
        final Map<Integer, Long> held = new HashMap<>();
        for (final int step : steps) {
            final Asset asset = registry.get(1 + step % ASSETS);
            switch (step % 3) {
                case 0 -> {
                    account.addAvailable(asset, step);
                    available.merge(asset.id, (long) step, Long::sum);
                }
                case 1 -> {
                    account.hold(asset, step);
                    available.merge(asset.id, (long) -step, Long::sum);
                    held.merge(asset.id, (long) step, Long::sum);
                }
                default -> {
                    final long taken = account.held(asset);
                    account.takeHeld(asset, taken);
                    held.merge(asset.id, -taken, Long::sum);
                }
            }
        }
        for (final Asset asset : registry.sorted()) {
            assertThat(account.available(asset)).isEqualTo(available.getOrDefault(asset.id, 0L));
            assertThat(account.held(asset)).isEqualTo(held.getOrDefault(asset.id, 0L));
        }
    }
}
