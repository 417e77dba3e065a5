/** Load on a running Linnet, by Gatling: an open model over a mix as of the real world. */
@NullMarked
package dev.linnet.load;

import org.jspecify.annotations.NullMarked;
