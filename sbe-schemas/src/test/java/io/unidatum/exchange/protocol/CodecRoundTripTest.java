package io.unidatum.exchange.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;
import org.agrona.sbe.MessageEncoderFlyweight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Every message of every schema comes out of its bytes as it went in, and says in its header what it is. */
class CodecRoundTripTest {
    private static final String[] SCHEMAS = {"order-entry", "events", "market-data", "snapshot"};
    private static final int OFFSET = 5;
    private static final int ROUNDS = 20;

    /** A message as its schema declares it. */
    record Declared(String packageName, int schemaId, String name, int templateId) {
        @Override
        public String toString() {
            return packageName.substring(packageName.lastIndexOf('.') + 1) + "." + name;
        }

        <T> T codec(final String suffix, final Class<T> type) throws ReflectiveOperationException {
            return type.cast(Class.forName(packageName + "." + name + suffix)
                    .getDeclaredConstructor()
                    .newInstance());
        }
    }

    static Stream<Declared> messages() throws Exception {
        final List<Declared> declared = new ArrayList<>();
        for (final String schema : SCHEMAS) {
            try (InputStream in = CodecRoundTripTest.class.getResourceAsStream("/sbe/" + schema + ".xml")) {
                final DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
                final Document document = factory.newDocumentBuilder().parse(in);
                final Element root = document.getDocumentElement();
                final NodeList messages = document.getElementsByTagName("sbe:message");
                for (int i = 0; i < messages.getLength(); i++) {
                    final Element message = (Element) messages.item(i);
                    declared.add(new Declared(
                            root.getAttribute("package"),
                            Integer.parseInt(root.getAttribute("id")),
                            message.getAttribute("name"),
                            Integer.parseInt(message.getAttribute("id"))));
                }
            }
        }
        return declared.stream();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void shouldComeOutAsItWentIn(final Declared declared) throws Exception {
        final Random random = new Random(declared.templateId());
        for (int round = 0; round < ROUNDS; round++) {
            final UnsafeBuffer buffer = new UnsafeBuffer(new byte[4096]);
            random.nextBytes(buffer.byteArray());
            final MessageEncoderFlyweight encoder = declared.codec("Encoder", MessageEncoderFlyweight.class);
            encoder.getClass()
                    .getMethod("wrapAndApplyHeader", MutableDirectBuffer.class, int.class, MessageHeaderEncoder.class)
                    .invoke(encoder, buffer, OFFSET, new MessageHeaderEncoder());
            final List<String> written = CodecWalker.fill(encoder, "", random);
            assertFalse(written.isEmpty());

            final MessageDecoderFlyweight decoder = declared.codec("Decoder", MessageDecoderFlyweight.class);
            decoder.getClass()
                    .getMethod("wrapAndApplyHeader", DirectBuffer.class, int.class, MessageHeaderDecoder.class)
                    .invoke(decoder, buffer, OFFSET, new MessageHeaderDecoder());
            assertEquals(written, CodecWalker.read(decoder, encoder, ""));
            assertEquals(encoder.encodedLength(), decoder.encodedLength());
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void shouldSayInItsHeaderWhatItIs(final Declared declared) throws Exception {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[4096]);
        final MessageEncoderFlyweight encoder = declared.codec("Encoder", MessageEncoderFlyweight.class);
        encoder.getClass()
                .getMethod("wrapAndApplyHeader", MutableDirectBuffer.class, int.class, MessageHeaderEncoder.class)
                .invoke(encoder, buffer, 0, new MessageHeaderEncoder());
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, 0);

        assertEquals(declared.templateId(), header.templateId());
        assertEquals(declared.schemaId(), header.schemaId());
        assertEquals(encoder.sbeBlockLength(), header.blockLength());
        assertEquals(encoder.sbeSchemaVersion(), header.version());
    }

    @Test
    void shouldUseNoTemplateIdTwiceWithinASchema() throws Exception {
        final Set<String> seen = new HashSet<>();
        messages().forEach(m -> assertTrue(seen.add(m.schemaId() + "/" + m.templateId()), m.toString()));
        assertFalse(seen.isEmpty());
    }
}
