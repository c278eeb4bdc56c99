/** Drills: a running exchange under load, a fault, and a verdict. Each is found as a service and run by its name. */
package io.unidatum.exchange.drills;
