/** A receiver of OTLP over HTTP, which keeps what it was told; for tests. */
@NullMarked
package dev.linnet.otlp;

import org.jspecify.annotations.NullMarked;
