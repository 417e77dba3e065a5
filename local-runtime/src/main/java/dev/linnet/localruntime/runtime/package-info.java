/** Calls functions in this process, each from its own zip in its own class loader. */
@NullMarked
package dev.linnet.localruntime.runtime;

import org.jspecify.annotations.NullMarked;
