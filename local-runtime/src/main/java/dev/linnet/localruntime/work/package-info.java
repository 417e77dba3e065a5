/**
 * Background work that survives: recorded in PostgreSQL, tried again, taken over, kept as history.
 */
@NullMarked
package dev.linnet.localruntime.work;

import org.jspecify.annotations.NullMarked;
