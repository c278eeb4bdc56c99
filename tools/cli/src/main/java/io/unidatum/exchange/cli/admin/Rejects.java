package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.sbe.order.RejectReason;

/** Says why an operator's command was rejected and what can be done. */
final class Rejects {
    private Rejects() {}

    static String explain(final RejectReason reason) {
        return reason + ": "
                + switch (reason) {
                    case NOT_AUTHORISED ->
                        "the cluster does not know this key as an operator's: set OPERATOR_KEY_FILE "
                                + "to the key that the exchange was set up with, or have another operator give "
                                + "this one "
                                + "its role";
                    case NOT_INITIALISED -> "the exchange is new: 'exchange admin init' comes first";
                    case ALREADY_INITIALISED -> "the exchange was set up before";
                    case EXPIRED_COMMAND, VALID_UNTIL_TOO_FAR -> "it took too long: try again";
                    case OVERLOADED, RATE_LIMITED -> "the exchange is at one of its limits: try again later";
                    case UNKNOWN_ACCOUNT -> "there is no such account: 'exchange admin create-account' makes it";
                    case UNKNOWN_INSTRUMENT -> "there is no such instrument: see 'exchange admin show instruments'";
                    case UNKNOWN_ASSET -> "there is no such asset: 'exchange admin create-asset' makes it";
                    case UNKNOWN_FEE_TIER -> "there is no such fee tier: 'exchange admin fee-tier' makes it";
                    case ALREADY_EXISTS -> "there is one with this id or name already";
                    case DUPLICATE_DEPOSIT -> "a deposit with this id was credited before; nothing was added";
                    case INSUFFICIENT_BALANCE ->
                        "the available balance is smaller; what open orders hold does not " + "count";
                    case BALANCE_OVERFLOW -> "the balance would be too large for the exchange's integers";
                    case RESERVED_ACCOUNT -> "accounts below 1000 belong to the exchange";
                    case INVALID_NAME -> "a name is upper-case letters and digits, at most 8; a symbol is BASE/QUOTE";
                    case INVALID_TICK_OR_LOT -> "tick times lot must be a whole number of the quote's base units";
                    case INVALID_RATE -> "a rate is 0 to 100000 parts per million";
                    case INVALID_AMOUNT ->
                        "an amount is not 0, and above 0 for a deposit; a fee is 0 or more, and what the network took "
                                + "of it not above it";
                    case INVALID_LIMIT -> "a limit is out of range";
                    case INVALID_DURATION ->
                        "a time is up to 1 day, a retention up to 366; only a halt or an auction can end by itself";
                    case UNKNOWN_CONSUMER -> "no consumer has this name: see 'exchange admin consumers'";
                    case TOO_MANY_CONSUMERS -> "16 consumers are registered: forget one first";
                    case BOOK_CROSSED ->
                        "an interrupted auction has left orders that cross: go through 'exchange admin status "
                                + "SYMBOL auction', then open it";
                    case UNSUPPORTED ->
                        "it is not switched on: 'exchange admin encoding-version 3', once every process is up to date";
                    case UNSUPPORTED_VERSION -> "the nodes do not know this version, or know a later one already";
                    case UNKNOWN_WITHDRAWAL ->
                        "there is no such open withdrawal: see 'exchange admin withdrawals'; the adapter may have "
                                + "ended it";
                    case LAST_OPERATOR -> "the last operator's key cannot be taken away";
                    default -> "docs and schemas in sbe-schemas say more";
                };
    }
}
