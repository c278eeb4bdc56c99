package io.unidatum.exchange.engine;

/** The bits of ApiPermissions. */
final class Permissions {
    static final int READ = 1;
    static final int TRADE = 1 << 1;
    static final int WITHDRAW = 1 << 2;
    static final int KNOWN = READ | TRADE | WITHDRAW;

    private Permissions() {}
}
