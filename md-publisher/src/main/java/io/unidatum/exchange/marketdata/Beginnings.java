package io.unidatum.exchange.marketdata;

import io.lettuce.core.RedisException;
import io.unidatum.exchange.client.journal.JournalPoint;
import io.unidatum.exchange.client.journal.StateImage;
import io.unidatum.exchange.client.journal.StateImageContext;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ways to begin, best first. Books come from the newest state image, the trades of the last 24 hours from what
 * Redis keeps; what neither knows comes from the journal, from its start if need be. When the journal refutes one way,
 * the next is tried.
 */
final class Beginnings {
    private static final Logger LOG = LoggerFactory.getLogger(Beginnings.class);

    /** How much is trusted. */
    private enum Trust {
        IMAGE_AND_KEPT_TRADES,
        IMAGE_AND_WHOLE_JOURNAL,
        IMAGE_ONLY
    }

    private final MarketDataContext context;
    private final StateImageContext imageContext;
    private final MarketListener listener;
    private Trust trust = Trust.IMAGE_AND_KEPT_TRADES;

    Beginnings(final MarketDataContext context, final String aeronDirectoryName, final MarketListener listener) {
        this.context = context;
        this.listener = listener;
        this.imageContext = new StateImageContext()
                .members(context.members())
                .aeronDirectoryName(aeronDirectoryName)
                .replayHost(context.ownHost());
    }

    /** Goes on to the next way. {@return false if there is none} */
    boolean next() {
        if (trust == Trust.IMAGE_ONLY) {
            return false;
        }
        trust = Trust.values()[trust.ordinal() + 1];
        return true;
    }

    /**
     * Loads what this way begins with. Blocks for some seconds at worst.
     *
     * @throws IllegalStateException if no member of the cluster can be asked for an image.
     */
    Beginning load() {
        final ImageLoader loader = new ImageLoader(() -> new Markets(listener));
        final Optional<JournalPoint> image = StateImage.load(imageContext, loader);
        if (image.isEmpty()) {
            return new Beginning(new Markets(listener), JournalPoint.START, null, "the journal's start");
        }
        final JournalPoint imagePoint = image.get();
        final Markets markets = loader.markets();
        final Optional<KeptState> kept = trust == Trust.IMAGE_AND_KEPT_TRADES ? keptState() : Optional.empty();
        if (kept.isPresent()) {
            final JournalPoint keptPoint = kept.get().point();
            restoreTrades(markets, kept.get());
            return new Beginning(
                    markets,
                    keptPoint.sequence() < imagePoint.sequence() ? keptPoint : imagePoint,
                    keptPoint,
                    "state image at " + imagePoint.sequence() + ", trades kept in Redis at " + keptPoint.sequence());
        }
        if (trust == Trust.IMAGE_ONLY) {
            markets.tradesKnownTo(imagePoint.sequence());
            return new Beginning(markets, imagePoint, null, "state image at " + imagePoint.sequence() + " alone");
        }
        return new Beginning(
                markets,
                JournalPoint.START,
                null,
                "state image at " + imagePoint.sequence() + ", trades from the journal's start");
    }

    private Optional<KeptState> keptState() {
        try (RedisStore store = RedisStore.connect(context)) {
            return store.load();
        } catch (final RedisException ex) {
            LOG.warn("redis=DOWN - the trades of the last 24 hours are read from the journal instead");
            return Optional.empty();
        }
    }

    private static void restoreTrades(final Markets markets, final KeptState kept) {
        markets.tradesKnownTo(kept.point().sequence());
        for (final Market market : markets.all()) {
            final KeptState.KeptMarket keptMarket = kept.markets().get(market.symbol());
            if (keptMarket != null) {
                keptMarket.minutes().forEach(market.window()::restore);
                for (int i = keptMarket.trades().size() - 1; i >= 0; i--) {
                    market.keepTrade(keptMarket.trades().get(i));
                }
            }
        }
    }
}
