package io.unidatum.exchange.ledger.decoin;

import java.util.HexFormat;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;

/** Addresses of the DeCoin chain: {@code DEC} and 40 hex digits. */
public final class DecoinAddress {
    private static final Pattern FORM = Pattern.compile("DEC[0-9a-f]{40}");

    private DecoinAddress() {}

    /**
     * Address of a public key.
     *
     * @param publicKey x and y, 64 bytes.
     * @return the address.
     */
    public static String of(final byte[] publicKey) {
        final byte[] sha = Secp256k1.sha256(publicKey);
        final RIPEMD160Digest ripemd = new RIPEMD160Digest();
        ripemd.update(sha, 0, sha.length);
        final byte[] hash = new byte[ripemd.getDigestSize()];
        ripemd.doFinal(hash, 0);
        return "DEC" + HexFormat.of().formatHex(hash);
    }

    /**
     * Says whether text has the form of an address. The node does not check recipients, so everybody else must.
     *
     * @param text to look at.
     * @return true if it could be an address.
     */
    public static boolean isValid(final String text) {
        return FORM.matcher(text).matches();
    }
}
