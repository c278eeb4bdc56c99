package io.unidatum.exchange.gateway.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.unidatum.exchange.gateway.api.ApiException;
import io.unidatum.exchange.gateway.api.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WithdrawalParserTest {
    private static final String ADDRESS = "DEC4dc74d361ff245706ca27106e0e28e8ef3da2dbd";

    @Test
    void shouldReadAmountsExactly() {
        assertThat(parse("{'asset':'dec','amount':'1.00000001','address':'" + ADDRESS + "','max_fee':0.01}"))
                .isEqualTo(new WithdrawalRequest("DEC", 100_000_001, 1_000_000, ADDRESS));
        assertThat(parse("{'asset':'DEC','amount':12,'address':'" + ADDRESS + "'}"))
                .isEqualTo(new WithdrawalRequest("DEC", 1_200_000_000, Long.MAX_VALUE, ADDRESS));
        assertThat(parse("{'asset':'USD','amount':1,'address':'DE89370400440532013000'}")
                        .address())
                .isEqualTo("DE89370400440532013000");
    }

    @Test
    void shouldRefuseWhatIsNoAddressOfTheChain() {
        for (final String wrong : new String[] {
            "",
            "DEC",
            ADDRESS.substring(1),
            ADDRESS + "0",
            ADDRESS.toUpperCase(),
            ADDRESS.replace("4d", "4g"),
            " " + ADDRESS,
            "system"
        }) {
            refused("INVALID_ADDRESS", "{'asset':'DEC','amount':1,'address':'" + wrong + "'}");
        }
        refused("INVALID_ADDRESS", "{'asset':'BTC','amount':1,'address':'no/slash'}");
        refused("INVALID_ADDRESS", "{'asset':'BTC','amount':1,'address':'" + "a".repeat(65) + "'}");
        refused("INVALID_ADDRESS", "{'asset':'BTC','amount':1,'address':'\\u00e9'}");
    }

    @Test
    void shouldRefuseWhatIsMissingWrongOrNotKnown() {
        refused("MISSING_FIELD", "{'amount':1,'address':'" + ADDRESS + "'}");
        refused("MISSING_FIELD", "{'asset':'DEC','address':'" + ADDRESS + "'}");
        refused("MISSING_FIELD", "{'asset':'DEC','amount':1}");
        refused("UNKNOWN_FIELD", "{'asset':'DEC','amount':1,'address':'" + ADDRESS + "','memo':'x'}");
        refused("INVALID_AMOUNT", "{'asset':'DEC','amount':0,'address':'" + ADDRESS + "'}");
        refused("INVALID_AMOUNT", "{'asset':'DEC','amount':-1,'address':'" + ADDRESS + "'}");
        refused("INVALID_AMOUNT", "{'asset':'DEC','amount':'0.000000001','address':'" + ADDRESS + "'}");
        refused("INVALID_AMOUNT", "{'asset':'DEC','amount':1,'max_fee':-1,'address':'" + ADDRESS + "'}");
    }

    private static WithdrawalRequest parse(final String json) {
        return WithdrawalParser.parse(Json.parseObject(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    private static void refused(final String code, final String json) {
        final ApiException refusal = catchThrowableOfType(ApiException.class, () -> parse(json));
        assertThat(refusal).as(json).isNotNull();
        assertThat(refusal.error().code()).as(json).isEqualTo(code);
        assertThat(refusal.error().status()).isEqualTo(400);
    }
}
