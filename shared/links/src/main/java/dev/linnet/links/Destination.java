package dev.linnet.links;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What following a link needs, and all that caches keep of it.
 *
 * @param expiresAt from this instant on the link answers 410; null: never
 */
public record Destination(TargetUrl target, @Nullable Instant expiresAt) {
  public boolean expiredAt(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }
}
