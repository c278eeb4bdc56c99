package io.unidatum.exchange.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Ed25519KeyTest {
    @TempDir
    private Path folder;

    @Test
    void shouldVerifyAVectorOfRfc8032() {
        final byte[] publicKey =
                HexFormat.of().parseHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        final byte[] signature = HexFormat.of()
                .parseHex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        assertTrue(Ed25519Key.verify(publicKey, new byte[] {0x72}, signature));
        assertFalse(Ed25519Key.verify(publicKey, new byte[] {0x73}, signature));
    }

    @Test
    void shouldComeBackFromItsFileThatOnlyItsOwnerReads() throws IOException {
        final Path file = folder.resolve("keys/operator.key");
        final Ed25519Key key = Ed25519Key.loadOrCreate(file);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));

        final Ed25519Key loaded = Ed25519Key.loadOrCreate(file);
        assertArrayEquals(key.publicKey(), loaded.publicKey());
        final byte[] message = "message".getBytes(StandardCharsets.US_ASCII);
        assertTrue(Ed25519Key.verify(key.publicKey(), message, loaded.sign(message)));
    }

    @Test
    void shouldRefuseAFileWhoseHalvesDoNotBelongTogether() throws IOException {
        final Path file = folder.resolve("a.key");
        Ed25519Key.generate().save(file);
        final String other = Ed25519Key.generate().publicKeyHex();
        Files.writeString(file, Files.readString(file).replaceAll("public=.*", "public=" + other));
        assertThrows(IOException.class, () -> Ed25519Key.load(file));
    }

    @Test
    void shouldVerifyNothingMalformed() {
        assertFalse(Ed25519Key.verify(new byte[31], new byte[1], new byte[64]));
        assertFalse(Ed25519Key.verify(new byte[32], new byte[1], new byte[63]));
        assertFalse(Ed25519Key.verify(new byte[32], new byte[1], new byte[0]));
    }

    @Test
    void shouldNotPrintThePrivateHalf() throws IOException {
        final Path file = folder.resolve("b.key");
        final Ed25519Key key = Ed25519Key.loadOrCreate(file);
        final String privateHex = Files.readString(file).replaceAll("(?s).*private=([0-9a-f]+).*", "$1");
        assertFalse(key.toString().contains(privateHex.substring(privateHex.length() - 32)));
    }
}
