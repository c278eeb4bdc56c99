package io.unidatum.exchange.devnet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.HexFormat;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

/** A key that makes transfers for tests. */
record TestKey(BigInteger secret, String publicKey, String address) {
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
    private static final int HALF = 32;

    static TestKey of(final String repeatedByte) {
        final BigInteger secret = new BigInteger(repeatedByte.repeat(HALF), 16);
        final byte[] point = CURVE.getG().multiply(secret).normalize().getEncoded(false);
        final String publicKey = HexFormat.of().formatHex(point, 1, point.length);
        return new TestKey(secret, publicKey, Secp256k1.address(HexFormat.of().parseHex(publicKey)));
    }

    ObjectNode transfer(final String recipient, final long amount, final long nonce) {
        final ObjectNode body = unsigned(address, recipient, amount, nonce);
        return sign(body);
    }

    ObjectNode sign(final ObjectNode body) {
        body.put("public_key", publicKey);
        return body.put("signature", signature(Transaction.signedBytes(body)));
    }

    String signature(final byte[] message) {
        final ECDomainParameters domain =
                new ECDomainParameters(CURVE.getCurve(), CURVE.getG(), CURVE.getN(), CURVE.getH());
        final ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(secret, domain));
        final BigInteger[] rs = signer.generateSignature(Secp256k1.sha256(message));
        return String.format("%064x%064x", rs[0], rs[1]);
    }

    static ObjectNode funding(final String recipient, final long amount, final long nonce) {
        return unsigned(Transaction.SYSTEM, recipient, amount, nonce);
    }

    static ObjectNode unsigned(final String sender, final String recipient, final long amount, final long nonce) {
        final ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("sender", sender).put("recipient", recipient).put("amount", amount);
        body.put("transaction_type", "standard").put("nonce", nonce).put("timestamp", 1_700_000_000L);
        body.putObject("metadata").put("fee", 1);
        return body;
    }
}
