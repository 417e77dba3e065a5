/** EventBridge for one host: a bus with rules, schedules, retries and dead letters. */
@NullMarked
package dev.linnet.localruntime.events;

import org.jspecify.annotations.NullMarked;
