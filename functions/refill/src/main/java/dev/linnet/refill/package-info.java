/** Keeps the pool of ready keys above its low mark. */
@NullMarked
package dev.linnet.refill;

import org.jspecify.annotations.NullMarked;
