package io.unidatum.exchange.ledger.decoin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is signed and posted, against vectors of a real node. */
class TransferTest {
    private static final String ALICE = "DEC4dc74d361ff245706ca27106e0e28e8ef3da2dbd";
    private static final String BOB = "DECe3af753323e7676550bc0a056c6ddd9569a122f9";

    @Test
    void shouldDeriveThePublicKeyAndTheAddress() {
        final byte[] publicKey = Secp256k1.publicKey(new BigInteger("11".repeat(32), 16));
        assertThat(HexFormat.of().formatHex(publicKey))
                .isEqualTo("4f355bdcb7cc0af728ef3cceb9615d90684bb5b2ca5f859ab0f0b704075871aa"
                        + "385b6b1b8ead809ca67454d9683fcf2ba03456d6fe2c4abe2b07f0fbdbb2f1c1");
        assertThat(DecoinAddress.of(publicKey)).isEqualTo(ALICE);
        assertThat(DecoinAddress.of(Secp256k1.publicKey(new BigInteger("2a".repeat(32), 16))))
                .isEqualTo(BOB);
    }

    /** The vectors' recipients are not addresses, so that a transfer to them is not constructed here. */
    @Test
    void shouldSignAndNameWhatTheNodeExpects() {
        final byte[] first = ("{\"amount\": 25, \"metadata\": {\"fee\": 1, \"note\": \"hi\"}, \"nonce\": 0,"
                        + " \"recipient\": \"DECbob\", \"sender\": \"" + ALICE
                        + "\", \"timestamp\": 1700000000, \"type\": \"standard\"}")
                .getBytes(US_ASCII);
        assertThat(HexFormat.of().formatHex(Secp256k1.sign(new BigInteger("11".repeat(32), 16), first)))
                .isEqualTo("25a215103dcac78f2bcf16aeec50b52196c5c1b78e8b21c2481524a16da4bc73"
                        + "95b747372c434a9f583599410f1941e6b8892486a745f3128a52204613bfe6aa");
        assertThat(HexFormat.of().formatHex(Secp256k1.sha256(first)))
                .isEqualTo("9c73df931ec5e164396ddc96a94b3df8009f5a2edbef19119ac8e47cb48baaaa");
        final Transfer transfer =
                new Transfer(ALICE, BOB, 25, new TreeMap<>(Map.of("note", "hi", "fee", 1L)), 0, 1_700_000_000L);
        assertThat(new String(transfer.signedBytes(), US_ASCII))
                .isEqualTo(new String(first, US_ASCII).replace("DECbob", BOB));
    }

    @Test
    void shouldSignTheSecondVector() {
        final byte[] second =
                ("{\"amount\": 1000, \"metadata\": {\"fee\": 0}, \"nonce\": 7, \"recipient\": \"DECalice\","
                                + " \"sender\": \"" + BOB + "\", \"timestamp\": 1700000123, \"type\": \"standard\"}")
                        .getBytes(US_ASCII);
        assertThat(HexFormat.of().formatHex(Secp256k1.sign(new BigInteger("2a".repeat(32), 16), second)))
                .isEqualTo("6e9829256356445086896940f5e3daec82fe2bed7be2afe4c80b86a3724b2bcc"
                        + "4c00ae874c7a88e9e406efe689fc8690c19340333de4e12b073298274361f0c0");
        assertThat(HexFormat.of().formatHex(Secp256k1.sha256(second)))
                .isEqualTo("05eca686091aa4652047422394145ce877b0e58692bfdf734d53098ab1f04749");
    }

    @Test
    void shouldRefuseWhatWouldHarmTheNode() {
        final TreeMap<String, Object> fee = new TreeMap<>(Map.of("fee", 0L));
        assertThatThrownBy(() -> new Transfer(ALICE, "DECbob", 1, fee, 0, 1)).hasMessageContaining("recipient");
        assertThatThrownBy(() -> new Transfer("bob", ALICE, 1, fee, 0, 1)).hasMessageContaining("sender");
        assertThatThrownBy(() -> new Transfer(ALICE, BOB, 0, fee, 0, 1)).hasMessageContaining("amount 0");
        assertThatThrownBy(() -> new Transfer(ALICE, BOB, 1, fee, -1, 1)).hasMessageContaining("nonce -1");
        assertThatThrownBy(() -> transferWith(Map.of("fee", 1.0))).hasMessageContaining("integer");
        assertThatThrownBy(() -> transferWith(Map.of())).hasMessageContaining("fee");
        assertThatThrownBy(() -> transferWith(Map.of("fee", 0L, "x", 1.5))).hasMessageContaining("neither");
        assertThatThrownBy(() -> transferWith(Map.of("fee", 0L, "x", "é"))).hasMessageContaining("ASCII");
        assertThatThrownBy(() -> transferWith(Map.of("fee", 0L, "x", "y".repeat(1_024))))
                .hasMessageContaining("1024");
    }

    private static Transfer transferWith(final Map<String, Object> metadata) {
        return new Transfer(ALICE, BOB, 1, new TreeMap<>(metadata), 0, 1);
    }
}
