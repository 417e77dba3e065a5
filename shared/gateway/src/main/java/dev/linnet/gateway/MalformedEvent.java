package dev.linnet.gateway;

import org.jspecify.annotations.Nullable;

/**
 * The event is no HTTP request of API Gateway or a load balancer: the function is wired to the
 * wrong source. Fails the invocation, because there is no client to answer.
 */
public final class MalformedEvent extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedEvent(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
