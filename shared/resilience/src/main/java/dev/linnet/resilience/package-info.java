/** Circuit breakers and retries around the ports, so that a broken backend harms nothing else. */
@NullMarked
package dev.linnet.resilience;

import org.jspecify.annotations.NullMarked;
