package io.unidatum.exchange.cli.settings;

import io.unidatum.exchange.ledger.settlement.CustodyMode;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The types that settings have. Each is named by an option's {@code converter}. */
public final class SettingTypes {
    private SettingTypes() {}

    /** A whole number within bounds. */
    abstract static class Whole extends SettingType<Integer> {
        private final int min;
        private final int max;

        Whole(final int min, final int max, final String what) {
            super(what + " from " + min + " to " + max);
            this.min = min;
            this.max = max;
        }

        @Override
        protected Integer parse(final String text) {
            final int value = Integer.parseInt(text);
            if (value < min || value > max) {
                throw new IllegalArgumentException();
            }
            return value;
        }
    }

    /** A TCP or UDP port. */
    public static final class Port extends Whole {
        /** Constructs the type. */
        public Port() {
            super(1, 65_535, "a port");
        }
    }

    /** A port of which the next hundred are needed as well. */
    public static final class BasePort extends Whole {
        /** Constructs the type. */
        public BasePort() {
            super(1, 65_400, "the first of a row of ports,");
        }
    }

    /** Number of a cluster member. */
    public static final class MemberId extends Whole {
        /** Constructs the type. */
        public MemberId() {
            super(0, 9, "a member's number");
        }
    }

    /** A number of something, at least one. */
    public static final class Count extends Whole {
        /** Constructs the type. */
        public Count() {
            super(1, 10_000_000, "a whole number");
        }
    }

    /** A number of something, where 0 means none or no limit. */
    public static final class CountOrZero extends Whole {
        /** Constructs the type. */
        public CountOrZero() {
            super(0, 10_000_000, "a whole number");
        }
    }

    /** A number of wallets. */
    public static final class Wallets extends Whole {
        /** Constructs the type. */
        public Wallets() {
            super(1, 256, "a number of wallets");
        }
    }

    /** How custody is kept. */
    public static final class Custody extends SettingType<CustodyMode> {
        /** Constructs the type. */
        public Custody() {
            super("pooled or segregated");
        }

        @Override
        protected CustodyMode parse(final String text) {
            return CustodyMode.of(text.toLowerCase(Locale.ROOT));
        }
    }

    /** An amount in base units. */
    public static final class BaseUnits extends SettingType<Long> {
        /** Constructs the type. */
        public BaseUnits() {
            super("a whole number of base units (10^-8) from 1 to 9223372036854775806");
        }

        @Override
        protected Long parse(final String text) {
            final long value = Long.parseLong(text);
            if (value < 1 || value == Long.MAX_VALUE) {
                throw new IllegalArgumentException();
            }
            return value;
        }
    }

    /** An amount, or none, in base units of 10^-8. */
    public static final class BaseUnitsOrZero extends SettingType<Long> {
        /** Constructs the type. */
        public BaseUnitsOrZero() {
            super("a whole number of base units (10^-8) from 0 to 9223372036854775806");
        }

        @Override
        protected Long parse(final String text) {
            final long value = Long.parseLong(text);
            if (value < 0 || value == Long.MAX_VALUE) {
                throw new IllegalArgumentException();
            }
            return value;
        }
    }

    /** How deep in the chain. */
    public static final class Confirmations extends Whole {
        /** Constructs the type. */
        public Confirmations() {
            super(1, 10_000, "a number of blocks");
        }
    }

    /** A fee rate. */
    public static final class Rate extends Whole {
        /** Constructs the type. */
        public Rate() {
            super(0, 100_000, "parts per million");
        }
    }

    /** Aeron's file sync level. */
    public static final class SyncLevel extends Whole {
        /** Constructs the type. */
        public SyncLevel() {
            super(0, 2, "a level");
        }
    }

    /** Yes or no. */
    public static final class Switch extends SettingType<Boolean> {
        /** Constructs the type. */
        public Switch() {
            super("true or false");
        }

        @Override
        protected Boolean parse(final String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on", "1" -> true;
                case "false", "no", "off", "0" -> false;
                default -> throw new IllegalArgumentException();
            };
        }
    }

    /** A host name or address. */
    public static final class Host extends SettingType<String> {
        private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?");

        /** Constructs the type. */
        public Host() {
            super("a host name or IPv4 address");
        }

        @Override
        protected String parse(final String text) {
            return matching(HOST, text);
        }
    }

    /** A host, or a primary database and its standbys. */
    public static final class DatabaseHosts extends SettingType<String> {
        private static final String HOST = "[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?(:[0-9]{1,5})?";
        private static final Pattern HOSTS = Pattern.compile(HOST + "( *, *" + HOST + "){0,4}");

        /** Constructs the type. */
        public DatabaseHosts() {
            super("a host name or IPv4 address; of a primary and its standbys several, separated by commas, with :PORT"
                    + " where it is another");
        }

        @Override
        protected String parse(final String text) {
            return matching(HOSTS, text).replace(" ", "");
        }
    }

    /** Hosts of the cluster's members, in their order. */
    public static final class Hosts extends SettingType<String> {
        private static final Pattern HOSTS = Pattern.compile("[A-Za-z0-9._-]+( *, *[A-Za-z0-9._-]+){0,9}");

        /** Constructs the type. */
        public Hosts() {
            super("1 to 10 host names or IPv4 addresses, separated by commas");
        }

        @Override
        protected String parse(final String text) {
            return matching(HOSTS, text).replace(" ", "");
        }
    }

    /** Host and port. */
    public static final class Endpoint extends SettingType<String> {
        private static final Pattern ENDPOINT = Pattern.compile("[A-Za-z0-9._-]+:[0-9]{1,5}");

        /** Constructs the type. */
        public Endpoint() {
            super("HOST:PORT");
        }

        @Override
        protected String parse(final String text) {
            matching(ENDPOINT, text);
            new Port().convert(text.substring(text.indexOf(':') + 1));
            return text;
        }
    }

    /** The address of an HTTP server. */
    public static final class HttpUrl extends SettingType<URI> {
        /** Constructs the type. */
        public HttpUrl() {
            super("an address such as http://HOST:PORT");
        }

        @Override
        protected URI parse(final String text) {
            final URI uri = URI.create(text);
            if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
                throw new IllegalArgumentException();
            }
            return uri;
        }
    }

    /** A file or folder. One that begins with {@code DATA_DIR} is inside the data folder. */
    public static final class FilePath extends SettingType<java.nio.file.Path> {
        /** Constructs the type. */
        public FilePath() {
            super("a path; DATA_DIR at its beginning stands for the data folder");
        }

        @Override
        protected java.nio.file.Path parse(final String text) {
            try {
                return java.nio.file.Path.of(text);
            } catch (final InvalidPathException ex) {
                throw new IllegalArgumentException(ex);
            }
        }
    }

    /** A name that needs no quoting anywhere. */
    public static final class Name extends SettingType<String> {
        private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,62}");

        /** Constructs the type. */
        public Name() {
            super("a name of letters, digits, _ and -, at most 63, beginning with a letter");
        }

        @Override
        protected String parse(final String text) {
            return matching(NAME, text);
        }
    }

    /** One of a few words. */
    abstract static class Word extends SettingType<String> {
        private final List<String> words;

        Word(final String... words) {
            super("one of " + String.join(", ", words));
            this.words = List.of(words);
        }

        @Override
        protected String parse(final String text) {
            final String word = text.toLowerCase(Locale.ROOT);
            if (!words.contains(word)) {
                throw new IllegalArgumentException();
            }
            return word;
        }
    }

    /** How a duty cycle waits for work. */
    public static final class Idle extends Word {
        /** Constructs the type. */
        public Idle() {
            super("adaptive", "backoff", "yield", "spin");
        }
    }

    /** How much is logged. */
    public static final class LogLevel extends Word {
        /** Constructs the type. */
        public LogLevel() {
            super("error", "warn", "info", "debug", "trace");
        }
    }

    /** Which JVM options the launcher script takes. */
    public static final class JvmProfile extends Word {
        /** Constructs the type. */
        public JvmProfile() {
            super("small", "server");
        }
    }

    /** Something that is never printed. */
    public static final class SecretText extends SettingType<Secret> {
        /** Constructs the type. */
        public SecretText() {
            super("a secret, given in the environment or the settings file, never on a command line");
        }

        @Override
        protected Secret parse(final String text) {
            return new Secret(text);
        }
    }

    private static String matching(final Pattern pattern, final String text) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException();
        }
        return text;
    }
}
