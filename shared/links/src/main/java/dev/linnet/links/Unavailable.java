package dev.linnet.links;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A backend is not there, too slow, or has nothing to give. Turned into 503 in one place, the
 * gateway.
 */
public final class Unavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String backend;
  private final Duration retryAfter;

  /**
   * @param backend what is missing, in a word a client may see: "link store", "key pool", "cache"
   * @param retryAfter when it makes sense to try again; at least a second
   */
  public Unavailable(String backend, Duration retryAfter, @Nullable Throwable cause) {
    super("The " + backend + " is not available.", cause);
    this.backend = backend;
    this.retryAfter =
        retryAfter.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : retryAfter;
  }

  public Unavailable(String backend, @Nullable Throwable cause) {
    this(backend, Duration.ofSeconds(1), cause);
  }

  public String backend() {
    return backend;
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
