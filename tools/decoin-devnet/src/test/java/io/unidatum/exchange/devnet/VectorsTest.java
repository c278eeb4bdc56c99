package io.unidatum.exchange.devnet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of a real node's contract. */
class VectorsTest {
    private static final String FIRST = """
            {"sender":"DEC4dc74d361ff245706ca27106e0e28e8ef3da2dbd","recipient":"DECbob","amount":25,
             "transaction_type":"standard","metadata":{"note":"hi","fee":1},"nonce":0,"timestamp":1700000000,
             "public_key":"4f355bdcb7cc0af728ef3cceb9615d90684bb5b2ca5f859ab0f0b704075871aa\
            385b6b1b8ead809ca67454d9683fcf2ba03456d6fe2c4abe2b07f0fbdbb2f1c1",
             "signature":"25a215103dcac78f2bcf16aeec50b52196c5c1b78e8b21c2481524a16da4bc73\
            95b747372c434a9f583599410f1941e6b8892486a745f3128a52204613bfe6aa"}""";
    private static final String SECOND = """
            {"sender":"DECe3af753323e7676550bc0a056c6ddd9569a122f9","recipient":"DECalice","amount":1000,
             "transaction_type":"standard","metadata":{"fee":0},"nonce":7,"timestamp":1700000123,
             "public_key":"5be5e9478209674a96e60f1f037f6176540fd001fa1d64694770c56a7709c42c\
            035a88c3843dbf8b10d52cc71e26cce171e1aa1e32f8e193c9f6a6bd8f07b8bf",
             "signature":"6e9829256356445086896940f5e3daec82fe2bed7be2afe4c80b86a3724b2bcc\
            4c00ae874c7a88e9e406efe689fc8690c19340333de4e12b073298274361f0c0"}""";

    @Test
    void shouldDeriveTheSameSignedBytesAndIdAndAcceptTheSignature() throws Exception {
        final Transaction first = TransactionParser.parse(FIRST.getBytes(UTF_8), false);
        assertThat(new String(first.signedBytes(), US_ASCII))
                .isEqualTo("{\"amount\": 25, \"metadata\": {\"fee\": 1, \"note\": \"hi\"}, \"nonce\": 0,"
                        + " \"recipient\": \"DECbob\", \"sender\": \"DEC4dc74d361ff245706ca27106e0e28e8ef3da2dbd\","
                        + " \"timestamp\": 1700000000, \"type\": \"standard\"}");
        assertThat(first.id()).isEqualTo("9c73df931ec5e164396ddc96a94b3df8009f5a2edbef19119ac8e47cb48baaaa");

        final Transaction second = TransactionParser.parse(SECOND.getBytes(UTF_8), false);
        assertThat(second.id()).isEqualTo("05eca686091aa4652047422394145ce877b0e58692bfdf734d53098ab1f04749");
    }

    @ParameterizedTest
    @CsvSource({"11, DEC4dc74d361ff245706ca27106e0e28e8ef3da2dbd", "2a, DECe3af753323e7676550bc0a056c6ddd9569a122f9"})
    void shouldDeriveTheSameAddresses(final String repeatedByte, final String address) {
        assertThat(TestKey.of(repeatedByte).address()).isEqualTo(address);
    }

    @Test
    void shouldNotVerifyAnotherMessage() {
        final TestKey key = TestKey.of("11");
        final byte[] signature = HexFormat.of().parseHex(key.signature("a".getBytes(US_ASCII)));
        final byte[] publicKey = HexFormat.of().parseHex(key.publicKey());
        assertThat(Secp256k1.verify(publicKey, "a".getBytes(US_ASCII), signature))
                .isTrue();
        assertThat(Secp256k1.verify(publicKey, "b".getBytes(US_ASCII), signature))
                .isFalse();
        assertThat(Secp256k1.verify(new byte[64], "a".getBytes(US_ASCII), signature))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "25, 25.0",
        "1.5, 1.5",
        "1e15, 1000000000000000.0",
        "1e16, 1e+16",
        "123e20, 1.23e+22",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "-0.0, -0.0",
        "1250000000000000, 1250000000000000.0"
    })
    void shouldWriteFloatsAsTheNodeDoes(final double value, final String text) {
        assertThat(PythonFloat.format(value)).isEqualTo(text);
    }

    @Test
    void shouldWriteCanonicalJsonInAscii() throws Exception {
        final var node =
                new ObjectMapper().readTree("{\"b\":[1,true,null,{\"z\":1,\"a\":\"\\u00e9\\n\\\"\"}],\"a\":{}}");
        assertThat(CanonicalJson.of(node))
                .isEqualTo("{\"a\": {}, \"b\": [1, true, null, {\"a\": \"\\u00e9\\n\\\"\", \"z\": 1}]}");
    }
}
