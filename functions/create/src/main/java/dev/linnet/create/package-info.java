/** POST /api/v1/create: makes short links. */
@NullMarked
package dev.linnet.create;

import org.jspecify.annotations.NullMarked;
