package dev.linnet.telemetry;

import dev.linnet.gateway.Filter;
import dev.linnet.gateway.Handler;
import dev.linnet.gateway.Request;
import dev.linnet.invoker.BackgroundHandler;
import dev.linnet.invoker.StreamFunction;
import dev.linnet.invoker.Suspendable;
import dev.linnet.links.IdempotencyLog;
import dev.linnet.links.KeyPool;
import dev.linnet.links.LinkCache;
import dev.linnet.links.LinkStore;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Traces and metrics of one function. Every method wraps what it is given; switched off, it gives
 * back the very same object, and nothing of OpenTelemetry is even loaded.
 */
public final class Telemetry implements Suspendable, AutoCloseable {
  private final @Nullable Live live;
  private final boolean lambda;

  private Telemetry(@Nullable Live live, boolean lambda) {
    this.live = live;
    this.lambda = lambda;
  }

  public static Telemetry of(TelemetryConfig config) {
    return new Telemetry(config.enabled() ? new Live(config) : null, config.lambda());
  }

  /**
   * What stands around every request.
   *
   * @param route the template of a request's route, such as {@code /{key}}; empty where none fits
   */
  public Filter requests(Function<Request, String> route) {
    return live == null ? Filter.NONE : new TracedRequests(live, route);
  }

  public Handler redirects(Handler handler) {
    return live == null ? handler : TracedHandler.redirects(handler, live);
  }

  public Handler creates(Handler handler) {
    return live == null ? handler : TracedHandler.creates(handler, live);
  }

  public BackgroundHandler work(BackgroundHandler handler) {
    return live == null ? handler : new TracedWork(handler, live);
  }

  public LinkStore mongo(LinkStore store) {
    return live == null ? store : new TracedStore(store, new Calls(live));
  }

  public IdempotencyLog mongo(IdempotencyLog log) {
    return live == null ? log : new TracedIdempotency(log, new Calls(live));
  }

  public LinkCache redis(LinkCache cache) {
    return live == null ? cache : new TracedCache(cache, new Calls(live));
  }

  /** Around the outermost cache: tells which layer knew the link. */
  public LinkCache layers(LinkCache cache) {
    return live == null ? cache : new LayeredCache(cache);
  }

  public KeyPool postgres(KeyPool pool) {
    return live == null ? pool : new TracedPool(pool, new Calls(live), live);
  }

  /** What stands around the sending of an event, given its type. */
  public BiConsumer<String, Consumer<Map<String, String>>> events() {
    return live == null ? (_, send) -> send.accept(Map.of()) : new TracedSending(live);
  }

  public Telemetry watching(Gauge... gauges) {
    if (live != null) {
      for (Gauge gauge : gauges) {
        live.watch(gauge);
      }
    }
    return this;
  }

  /** The outermost: on Lambda, what a call leaves is sent before its answer. */
  public StreamFunction sentAfter(StreamFunction function) {
    Live each = live;
    if (each == null || !lambda) {
      return function;
    }
    return event -> {
      try {
        return function.answer(event);
      } finally {
        each.afterCall();
      }
    };
  }

  /** Before a snapshot. */
  @Override
  public void suspend() {
    if (live != null) {
      live.suspend();
    }
  }

  /** In each copy of a snapshot. */
  @Override
  public void resume() {
    if (live != null) {
      live.resume();
    }
  }

  @Override
  public void close() {
    if (live != null) {
      live.close();
    }
  }
}
