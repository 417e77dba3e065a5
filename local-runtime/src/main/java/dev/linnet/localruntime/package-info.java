/** AWS around the functions, on one host; knows nothing of links. */
@NullMarked
package dev.linnet.localruntime;

import org.jspecify.annotations.NullMarked;
