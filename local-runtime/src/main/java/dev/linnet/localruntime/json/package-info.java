/** JSON as plain maps, lists and texts. */
@NullMarked
package dev.linnet.localruntime.json;

import org.jspecify.annotations.NullMarked;
