/** Shells on the databases of the exchange: the databases' own where they are installed, else what comes with us. */
package io.unidatum.exchange.cli.shell;
