/** How long a trade takes until it is settled on a DeCoin node: {@code bench NAME=settlement}. */
package io.unidatum.exchange.benchmarks.settlement;
