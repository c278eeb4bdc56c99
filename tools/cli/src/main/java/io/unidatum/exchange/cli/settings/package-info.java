/**
 * Every setting of the exchange: its name, type, default, what is allowed and what it does, written once as a picocli
 * option and documented from there.
 *
 * <p>An option {@code --rest-port} is the setting {@code REST_PORT}. Its value is, in this order: the command line's,
 * the environment's, that of the file {@code .env.exchange}, the default. Start with {@link
 * io.unidatum.exchange.cli.settings.SettingSource}.
 */
package io.unidatum.exchange.cli.settings;
