/** Measurements: a load generator for the service, JMH for code, a table for the documentation. */
@NullMarked
package dev.linnet.bench;

import org.jspecify.annotations.NullMarked;
