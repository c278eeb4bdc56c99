package io.unidatum.exchange.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.protocol.Decimal8;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class StandardExchangeTest {
    @Test
    void shouldHaveStepsWhoseProductIsAWholeNumberOfQuoteUnits() {
        for (final InstrumentTerms terms : StandardExchange.instruments()) {
            assertThat(BigInteger.valueOf(terms.tickSize())
                            .multiply(BigInteger.valueOf(terms.lotSize()))
                            .mod(BigInteger.valueOf(Decimal8.ONE)))
                    .as(terms.symbol())
                    .isZero();
            assertThat(terms.maxOrderQuantity() % terms.lotSize())
                    .as(terms.symbol())
                    .isZero();
            assertThat(terms.symbol())
                    .isEqualTo(StandardExchange.assets().get(terms.baseAsset()) + "/"
                            + StandardExchange.assets().get(terms.quoteAsset()));
        }
    }

    @Test
    void shouldFundTheTestAccountsWithinSixtyFourBitsAnAsset() {
        final long accounts = StandardExchange.LAST_TEST_ACCOUNT - StandardExchange.FIRST_TEST_ACCOUNT + 1;
        StandardExchange.testFunds().forEach((asset, amount) -> assertThat(BigInteger.valueOf(amount)
                        .multiply(BigInteger.valueOf(accounts))
                        .add(BigInteger.valueOf(StandardExchange.CLEARING_FLOAT))
                        .bitLength())
                .as("asset " + asset)
                .isLessThan(63));
    }

    @Test
    void shouldMakeDistinctDepositIds() {
        assertThat(Bootstrap.depositId("a")).hasSize(32).isEqualTo(Bootstrap.depositId("a"));
        assertThat(Bootstrap.depositId("a")).isNotEqualTo(Bootstrap.depositId("b"));
    }
}
