/** The tasks page: what background work does, for operators. */
@NullMarked
package dev.linnet.localruntime.tasks;

import org.jspecify.annotations.NullMarked;
