package dev.linnet.resilience;

import dev.linnet.links.Unavailable;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Stands between us and one backend: refuses calls at once while the backend is broken, and repeats
 * those that may be repeated. Only {@link Unavailable} counts as a failure. Time limits are the
 * adapters', whose drivers can end a call cleanly. Thread-safe.
 */
public final class Guard {
  private final String backend;
  private final ResilienceConfig config;
  private final CircuitBreaker breaker;
  private final Retry retry;
  private final RetryAllowance allowance = new RetryAllowance();

  /** The breaker's own count begins anew whenever it opens. */
  private final LongAdder refused = new LongAdder();

  private Guard(String backend, ResilienceConfig config) {
    this.backend = backend;
    this.config = config;
    this.breaker = CircuitBreaker.of(backend, breakerConfig(config));
    this.retry = Retry.of(backend, retryConfig(config));
  }

  /** A guard for a backend, named in a word that a client may see. */
  public static Guard of(String backend) {
    return of(backend, ResilienceConfig.STANDARD);
  }

  static Guard of(String backend, ResilienceConfig config) {
    return new Guard(backend, config);
  }

  /**
   * Calls the backend, and again after a short random pause where it was unavailable, within the
   * limits of number, time and share.
   */
  public <T> T repeatable(Supplier<T> call) {
    long lastRetryAt = System.nanoTime() + config.retryBudget().toNanos();
    try {
      T result = retry.executeSupplier(() -> attempt(call, lastRetryAt));
      allowance.succeeded();
      return result;
    } catch (NotRepeated e) {
      throw e.failure;
    }
  }

  /** Calls the backend, once at most. */
  public <T> T once(Supplier<T> call) {
    try {
      return breaker.executeSupplier(call);
    } catch (CallNotPermittedException e) {
      refused.increment();
      throw new Unavailable(backend, config.openFor(), e);
    }
  }

  /** The same for a call that one can do without; while the backend is left alone it is cheap. */
  <T> T orElse(T otherwise, Supplier<T> call) {
    if (!breaker.tryAcquirePermission()) {
      refused.increment();
      return otherwise;
    }
    long start = breaker.getCurrentTimestamp();
    T answer;
    try {
      answer = call.get();
    } catch (Throwable e) { // whatever it is: a permission that is kept is lost for good
      breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), e);
      if (e instanceof Unavailable) {
        return otherwise;
      }
      throw e;
    }
    breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
    return answer;
  }

  public BackendState state() {
    CircuitBreaker.Metrics metrics = breaker.getMetrics();
    return new BackendState(
        backend,
        breaker.getState().name(),
        metrics.getFailureRate(),
        metrics.getNumberOfBufferedCalls(),
        refused.sum());
  }

  private <T> T attempt(Supplier<T> call, long lastRetryAt) {
    try {
      return once(call);
    } catch (Unavailable e) {
      boolean refused = e.getCause() instanceof CallNotPermittedException;
      if (refused || System.nanoTime() - lastRetryAt > 0 || !allowance.take()) {
        throw new NotRepeated(e);
      }
      throw e;
    }
  }

  private static CircuitBreakerConfig breakerConfig(ResilienceConfig config) {
    return CircuitBreakerConfig.custom()
        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.TIME_BASED)
        .slidingWindowSize(Math.toIntExact(config.window().toSeconds()))
        .minimumNumberOfCalls(config.minimumCalls())
        .failureRateThreshold(config.failurePercent())
        .waitDurationInOpenState(config.openFor())
        .permittedNumberOfCallsInHalfOpenState(config.probes())
        .ignoreException(fault -> !(fault instanceof Unavailable))
        .writableStackTraceEnabled(false)
        .build();
  }

  private static RetryConfig retryConfig(ResilienceConfig config) {
    return RetryConfig.custom()
        .maxAttempts(1 + config.maxRetries())
        .intervalFunction(
            IntervalFunction.ofExponentialRandomBackoff(config.firstPause(), 2.0, 0.5))
        .retryOnException(Unavailable.class::isInstance)
        .build();
  }

  /** Takes a failure out of the retries' reach. */
  private static final class NotRepeated extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Unavailable failure;

    NotRepeated(Unavailable failure) {
      super(null, failure, false, false);
      this.failure = failure;
    }
  }
}
