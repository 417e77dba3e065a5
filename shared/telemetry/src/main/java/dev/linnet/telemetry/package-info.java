/**
 * Traces and metrics: wrapped around the gateway, the handlers and the ports, so that none of them
 * knows of it. Switched off, nothing is wrapped.
 */
@NullMarked
package dev.linnet.telemetry;

import org.jspecify.annotations.NullMarked;
