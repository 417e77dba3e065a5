package dev.linnet.invoker;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An EventBridge event: a schedule's tick or one of our own.
 *
 * @param id EventBridge's; empty where the event was written by hand
 * @param source {@code aws.events}, {@code aws.scheduler} or our own
 * @param detailType {@code Scheduled Event}, {@code KeyPoolLow} …
 * @param time when it happened; null where it does not say
 * @param detail its texts, numbers and flags as text; what nests is left out
 */
public record BackgroundEvent(
    String id,
    String source,
    String detailType,
    @Nullable Instant time,
    Map<String, String> detail) {
  public BackgroundEvent {
    detail = Map.copyOf(detail);
  }
}
