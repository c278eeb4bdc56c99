/** What traders do to a running exchange, with a record of what they were promised. */
package io.unidatum.exchange.drills.load;
