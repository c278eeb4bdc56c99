/**
 * PostgreSQL and Redis for {@code exchange run}: their binaries come with the distribution, are unpacked into the data
 * folder and run as processes of their own, in the background of no terminal and under the launcher's supervision.
 */
package io.unidatum.exchange.cli.embedded;
