/**
 * What Linnet is about: short keys, links, and the behaviours that make, follow, refill and clean
 * them. Imports java.* only; everything that needs a server or a library stands behind a port.
 */
@NullMarked
package dev.linnet.links;

import org.jspecify.annotations.NullMarked;
