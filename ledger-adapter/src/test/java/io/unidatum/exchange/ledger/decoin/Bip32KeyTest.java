package io.unidatum.exchange.ledger.decoin;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BIP32's own test vectors 1 and 3, and the paths of the exchange. */
class Bip32KeyTest {
    private static final String SEED_1 = "000102030405060708090a0b0c0d0e0f";
    private static final String SEED_3 = "4b381541583be4423346c643850da4b320e46a87ae3d2a4e6da11eba819cd4ac"
            + "ba45d239319ac14f863b8d5ab5a0d0c64d2e8a1e7d1457df2e5a3c51c73235be";
    private static final String DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    private static final String PINNED = "DECd071ded9c6feb7cd88682a71a57db39fde635db9";

    @ParameterizedTest
    @CsvSource({
        "m, xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiC"
                + "hkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi",
        "m/0', xprv9uHRZZhk6KAJC1avXpDAp4MDc3sQKNxDiPvvkX8Br5ngLNv1TxvUxt4c"
                + "V1rGL5hj6KCesnDYUhd7oWgT11eZG7XnxHrnYeSvkzY7d2bhkJ7",
        "m/0'/1, xprv9wTYmMFdV23N2TdNG573QoEsfRrWKQgWeibmLntzniatZvR9BmLnvSxq"
                + "u53Kw1UmYPxLgboyZQaXwTCg8MSY3H2EU4pWcQDnRnrVA1xe8fs",
        "m/0'/1/2', xprv9z4pot5VBttmtdRTWfWQmoH1taj2axGVzFqSb8C9xaxKymcFzXBDptWm"
                + "T7FwuEzG3ryjH4ktypQSAewRiNMjANTtpgP4mLTj34bhnZX7UiM",
        "m/0'/1/2'/2, xprvA2JDeKCSNNZky6uBCviVfJSKyQ1mDYahRjijr5idH2WwLsEd4Hsb2Tyh"
                + "8RfQMuPh7f7RtyzTtdrbdqqsunu5Mm3wDvUAKRHSC34sJ7in334",
        "m/0'/1/2'/2/1000000000, xprvA41z7zogVVwxVSgdKUHDy1SKmdb533PjDz7J6N6mV6uS3ze1ai8FHa8k"
                + "mHScGpWmj4WggLyQjgPie1rFSruoUihUZREPSL39UNdE3BBDu76"
    })
    void shouldDeriveVector1(final String path, final String extendedKey) {
        assertDerives(SEED_1, path, extendedKey);
    }

    @ParameterizedTest
    @CsvSource({
        "m, xprv9s21ZrQH143K25QhxbucbDDuQ4naNntJRi4KUfWT7xo4EKsHt2QJDu7K"
                + "Xp1A3u7Bi1j8ph3EGsZ9Xvz9dGuVrtHHs7pXeTzjuxBrCmmhgC6",
        "m/0', xprv9uPDJpEQgRQfDcW7BkF7eTya6RPxXeJCqCJGHuCJ4GiRVLzkTXBAJMu2"
                + "qaMWPrS7AANYqdq6vcBcBUdJCVVFceUvJFjaPdGZ2y9WACViL4L"
    })
    void shouldKeepLeadingZerosAsInVector3(final String path, final String extendedKey) {
        assertDerives(SEED_3, path, extendedKey);
    }

    @Test
    void shouldGiveEachWalletAKeyOfItsOwnForEver() {
        final TransferSigner signer =
                new LocalTransferSigner(MasterSeed.of(HexFormat.of().parseHex(SEED_1)));
        final KeyPath custody = new KeyPath(KeyPath.Branch.CUSTODY, 0);
        assertThat(custody).hasToString("m/44'/4474179'/1'/0/0");
        assertThat(signer.publicKey(custody))
                .isEqualTo(Secp256k1.publicKey(at(SEED_1, custody.toString()).secret()))
                .hasSize(64);
        assertThat(DecoinAddress.of(signer.publicKey(custody))).isEqualTo(PINNED);
        assertThat(DecoinAddress.of(signer.publicKey(new KeyPath(KeyPath.Branch.CLEARING, 0))))
                .isNotEqualTo(PINNED);
    }

    private static void assertDerives(final String seed, final String path, final String extendedKey) {
        final byte[] payload = base58(extendedKey);
        final Bip32Key key = at(seed, path);
        assertThat(key.chainCode()).isEqualTo(Arrays.copyOfRange(payload, 13, 45));
        assertThat(key.secret()).isEqualTo(new BigInteger(1, Arrays.copyOfRange(payload, 46, 78)));
    }

    private static Bip32Key at(final String seed, final String path) {
        Bip32Key key = Bip32Key.master(HexFormat.of().parseHex(seed));
        for (final String step : path.substring(Math.min(path.length(), 2)).split("/")) {
            if (!step.isEmpty()) {
                final boolean hardened = step.endsWith("'");
                final int number = Integer.parseInt(step.replace("'", ""));
                key = key.child(hardened ? number | 0x8000_0000 : number);
            }
        }
        return key;
    }

    /** Of an extended key: 78 bytes whose checksum is verified, so that a slip in this file cannot pass. */
    private static byte[] base58(final String text) {
        BigInteger value = BigInteger.ZERO;
        for (final char c : text.toCharArray()) {
            value = value.multiply(BigInteger.valueOf(58)).add(BigInteger.valueOf(DIGITS.indexOf(c)));
        }
        final byte[] bytes = value.toByteArray();
        assertThat(bytes).hasSize(82);
        final byte[] payload = Arrays.copyOf(bytes, 78);
        assertThat(Arrays.copyOf(Secp256k1.sha256(Secp256k1.sha256(payload)), 4))
                .isEqualTo(Arrays.copyOfRange(bytes, 78, 82));
        return payload;
    }
}
