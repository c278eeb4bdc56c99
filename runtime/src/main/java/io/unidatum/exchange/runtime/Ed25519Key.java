package io.unidatum.exchange.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Properties;
import java.util.Set;

/**
 * An Ed25519 key pair that identifies a gateway, an adapter or an operator to the cluster, kept in a file that only its
 * owner can read. Immutable; signing is safe from any thread. Never prints its private half.
 */
public final class Ed25519Key {
    private static final String ALGORITHM = "Ed25519";
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int PUBLIC_LENGTH = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final PrivateKey privateKey;
    private final byte[] publicKey;

    private Ed25519Key(final PrivateKey privateKey, final byte[] publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** Makes a new random key pair. {@return the pair} */
    public static Ed25519Key generate() {
        try {
            final KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return new Ed25519Key(pair.getPrivate(), rawPublicKey(pair.getPublic()));
        } catch (final GeneralSecurityException ex) {
            throw new IllegalStateException("this JDK has no Ed25519", ex);
        }
    }

    /**
     * Loads a key pair that {@link #save} wrote.
     *
     * @param file to read.
     * @return the key pair.
     * @throws IOException if the file cannot be read or holds no key pair whose halves belong together.
     */
    public static Ed25519Key load(final Path file) throws IOException {
        final Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        try {
            final byte[] pkcs8 = HexFormat.of().parseHex(properties.getProperty("private", ""));
            final byte[] raw = HexFormat.of().parseHex(properties.getProperty("public", ""));
            final PrivateKey privateKey =
                    KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            final Ed25519Key key = new Ed25519Key(privateKey, raw);
            final byte[] probe = {1, 2, 3};
            if (!verify(raw, probe, key.sign(probe))) {
                throw new IOException("the halves of the key in " + file + " do not belong together");
            }
            return key;
        } catch (final GeneralSecurityException | IllegalArgumentException ex) {
            throw new IOException("no Ed25519 key in " + file + ": make one with 'exchange keygen'", ex);
        }
    }

    /**
     * Loads the key pair from a file, or makes one and saves it there first.
     *
     * @param file to read or create.
     * @return the key pair.
     * @throws IOException if the file cannot be read or written.
     */
    public static Ed25519Key loadOrCreate(final Path file) throws IOException {
        if (Files.exists(file)) {
            return load(file);
        }
        final Ed25519Key key = generate();
        key.save(file);
        return key;
    }

    /**
     * Saves the key pair so that only the owner can read it. The file appears whole or not at all.
     *
     * @param file to write; its folder is created.
     * @throws IOException if it cannot be written.
     */
    public void save(final Path file) throws IOException {
        final Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        final Path temporary =
                Files.createTempFile(folder, "key", ".tmp", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        final HexFormat hex = HexFormat.of();
        Files.writeString(
                temporary,
                "# Ed25519 key of the exchange. Keep it secret.\nprivate=" + hex.formatHex(privateKey.getEncoded())
                        + "\npublic=" + hex.formatHex(publicKey) + "\n");
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The public half as it travels. {@return a copy of the 32 bytes} */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** The public half in hex. {@return 64 lower-case digits} */
    public String publicKeyHex() {
        return HexFormat.of().formatHex(publicKey);
    }

    /**
     * Signs.
     *
     * @param message to sign.
     * @return the 64-byte signature.
     */
    public byte[] sign(final byte[] message) {
        try {
            final Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (final GeneralSecurityException ex) {
            throw new IllegalStateException("signing with an Ed25519 key failed", ex);
        }
    }

    /**
     * Verifies a signature. Whatever is malformed is simply not verified.
     *
     * @param rawPublicKey of the signer, 32 bytes.
     * @param message that was signed.
     * @param signatureBytes of the message.
     * @return true if the signature is the key's over the message.
     */
    public static boolean verify(final byte[] rawPublicKey, final byte[] message, final byte[] signatureBytes) {
        if (rawPublicKey.length != PUBLIC_LENGTH) {
            return false;
        }
        try {
            final byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + PUBLIC_LENGTH);
            System.arraycopy(rawPublicKey, 0, encoded, X509_PREFIX.length, PUBLIC_LENGTH);
            final PublicKey key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
            final Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(signatureBytes);
        } catch (final GeneralSecurityException ex) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "Ed25519Key{" + publicKeyHex() + "}";
    }

    private static byte[] rawPublicKey(final PublicKey key) {
        final byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - PUBLIC_LENGTH, encoded.length);
    }
}
