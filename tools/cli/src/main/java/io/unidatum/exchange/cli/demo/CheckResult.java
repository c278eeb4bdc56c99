package io.unidatum.exchange.cli.demo;

/**
 * What a check came to.
 *
 * @param name of the check, in words.
 * @param passed or not.
 * @param detail what was seen; if it did not pass, what to look at.
 */
record CheckResult(String name, boolean passed, String detail) {
    static CheckResult passed(final String name, final String detail) {
        return new CheckResult(name, true, detail);
    }

    static CheckResult failed(final String name, final String detail) {
        return new CheckResult(name, false, detail);
    }
}
