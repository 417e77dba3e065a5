/**
 * Links in MongoDB, which is the truth about them: whatever was acknowledged stands in the journals
 * of a majority of its members.
 */
@NullMarked
package dev.linnet.mongo;

import org.jspecify.annotations.NullMarked;
