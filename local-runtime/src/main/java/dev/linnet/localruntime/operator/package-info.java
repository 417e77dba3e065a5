/** The private listener: what operators and their tools ask, never the public. */
@NullMarked
package dev.linnet.localruntime.operator;

import org.jspecify.annotations.NullMarked;
