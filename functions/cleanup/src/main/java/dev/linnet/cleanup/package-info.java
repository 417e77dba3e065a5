/** Removes what expired long ago. */
@NullMarked
package dev.linnet.cleanup;

import org.jspecify.annotations.NullMarked;
