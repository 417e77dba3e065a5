/**
 * The cache of links: in Redis, shared by all environments, and in memory in front of it, kept
 * honest by what Redis tells about changed keys.
 */
@NullMarked
package dev.linnet.redis;

import org.jspecify.annotations.NullMarked;
