/**
 * One line per log record, JSON for machines or text for people, with what belongs to it and
 * without what must not leave the process.
 */
@NullMarked
package dev.linnet.logs;

import org.jspecify.annotations.NullMarked;
