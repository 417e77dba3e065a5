/** Our events, sent to EventBridge. */
@NullMarked
package dev.linnet.events;

import org.jspecify.annotations.NullMarked;
