package io.unidatum.exchange.ledger.settlement;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TradeMerkleTreeTest {
    @Test
    void shouldHaveNoRootWithoutTrades() {
        assertThat(new TradeMerkleTree().root()).isNull();
    }

    @Test
    void shouldGiveTheRootThatTheDefinitionGives() throws Exception {
        final TradeMerkleTree tree = new TradeMerkleTree();
        final List<String> trades = new ArrayList<>();
        for (int i = 1; i <= 130; i++) {
            final String trade = i + "|1|100|5|1|1001|1002|" + (i + 10);
            trades.add(trade);
            tree.add(trade);
            assertThat(tree.root()).isEqualTo(rootOf(trades));
        }
        assertThat(tree.leaves()).isEqualTo(130);
    }

    /** As RFC 6962 writes it. */
    private static byte[] rootOf(final List<String> trades) throws Exception {
        if (trades.size() == 1) {
            return sha256(0, trades.get(0).getBytes(US_ASCII));
        }
        final int split = Integer.highestOneBit(trades.size() - 1);
        return sha256(1, rootOf(trades.subList(0, split)), rootOf(trades.subList(split, trades.size())));
    }

    private static byte[] sha256(final int prefix, final byte[]... parts) throws Exception {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(prefix);
        for (final byte[] part : parts) {
            bytes.write(part);
        }
        return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    }
}
