/** GET and HEAD /{key}: follows short links. */
@NullMarked
package dev.linnet.redirect;

import org.jspecify.annotations.NullMarked;
