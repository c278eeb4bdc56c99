package io.unidatum.exchange.gateway.orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.gateway.api.Amounts;
import io.unidatum.exchange.gateway.api.ApiError;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads requests for withdrawals. Stateless. */
public final class WithdrawalParser {
    private static final Set<String> FIELDS = Set.of("asset", "amount", "address", "max_fee");
    private static final String INVALID_ADDRESS = "INVALID_ADDRESS";
    private static final String INVALID_AMOUNT = "INVALID_AMOUNT";
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9]{1,64}");

    /** The chain takes any text as a recipient, so a digit in the wrong case is another address: nobody's. */
    private static final Pattern DECOIN_ADDRESS = Pattern.compile("DEC[0-9a-f]{40}");

    private WithdrawalParser() {}

    /**
     * Reads a request.
     *
     * @param json the client's object.
     * @return the request.
     * @throws io.unidatum.exchange.gateway.api.ApiException 400 if something is missing, not known or wrong.
     */
    public static WithdrawalRequest parse(final ObjectNode json) {
        Fields.rejectUnknown(json, FIELDS);
        final String asset = assetName(Fields.requiredText(json, "asset"));
        final long amount = Fields.requiredAmount(json, "amount", INVALID_AMOUNT);
        final long maxFee = Fields.isGiven(json, "max_fee")
                ? Amounts.parse(json.get("max_fee"), "max_fee", INVALID_AMOUNT, 0)
                : Long.MAX_VALUE;
        if (maxFee < 0) {
            throw ApiError.badRequest(INVALID_AMOUNT, "max_fee must be 0 or more");
        }
        return new WithdrawalRequest(asset, amount, maxFee, address(asset, Fields.requiredText(json, "address")));
    }

    /**
     * Reads the name of an asset.
     *
     * @param text in either case.
     * @return in upper case.
     */
    public static String assetName(final String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static String address(final String asset, final String address) {
        if (asset.equals("DEC") && !DECOIN_ADDRESS.matcher(address).matches()) {
            throw ApiError.badRequest(
                    INVALID_ADDRESS,
                    "a DEC address is DEC and 40 hex digits in lower case: copy it whole and as it is");
        }
        if (!ADDRESS.matcher(address).matches()) {
            throw ApiError.badRequest(INVALID_ADDRESS, "address must be 1 to 64 letters and digits");
        }
        return address;
    }
}
