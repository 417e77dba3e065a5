package dev.linnet.localruntime;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients of the stack: 300 redirects and 20 creates a second, whatever the answers do. It counts
 * what they saw, and remembers every link that was answered 201. No redirect has the address of
 * another, so that Nginx answers none from its cache.
 */
final class ComposeLoad implements AutoCloseable {
  private static final int TICK_MILLIS = 50;
  private static final int REDIRECTS_PER_TICK = 15;
  private static final int MAX_REPEATS = 5; // as many kept connections may have ended at once
  private static final Duration LIMIT = Duration.ofSeconds(15);

  /** Three seconds of redirects. */
  private static final int CALM = 900;

  private static final int MAX_STRETCHES = 40;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(LIMIT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final URI base;
  private final List<Map.Entry<String, String>> hot;
  private final Map<String, Made> made;
  private final AtomicLong sent = new AtomicLong();
  private volatile Seen seen = new Seen();

  /** A link that was answered 201, and when. */
  record Made(String target, Instant answered) {}

  /** What clients saw during one phase. */
  static final class Seen {
    final AtomicLong redirects = new AtomicLong();
    final AtomicLong slowest = new AtomicLong();
    final AtomicLong repeated = new AtomicLong();
    final AtomicLong created = new AtomicLong();
    final Map<String, AtomicLong> failedRedirects = new ConcurrentHashMap<>();
    final Map<String, AtomicLong> failedCreates = new ConcurrentHashMap<>();
    final AtomicLong lastFailure = new AtomicLong();

    void failed(Map<String, AtomicLong> failures, String how) {
      failures.computeIfAbsent(how, _ -> new AtomicLong()).incrementAndGet();
      lastFailure.set(System.nanoTime());
    }
  }

  /**
   * Starts at once.
   *
   * @param hot links that are redirected to, key and target
   * @param made where links are put that were answered 201
   */
  ComposeLoad(URI base, Map<String, String> hot, Map<String, Made> made) {
    this.base = base;
    this.hot = List.copyOf(hot.entrySet());
    this.made = made;
    var _ = clock.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Ends a phase, and tells what was seen in it; what is still on its way counts for it too. */
  Seen next() {
    Seen before = seen;
    seen = new Seen();
    return before;
  }

  /** The phase that runs. */
  Seen seen() {
    return seen;
  }

  /** Until so many more redirects were answered in this phase. */
  void waitFor(int redirects) {
    Seen phase = seen;
    long until = phase.redirects.get() + redirects;
    await().atMost(PATIENCE).until(() -> phase.redirects.get() >= until);
  }

  /** Until three seconds of load brought no failure, which must be within two minutes of load. */
  void waitForCalm() {
    Seen phase = seen;
    for (int i = 0; i < MAX_STRETCHES; i++) {
      long failure = phase.lastFailure.get();
      waitFor(CALM);
      if (failure == phase.lastFailure.get()) {
        return;
      }
    }
    throw new AssertionError("Two minutes, and failures in each three seconds of them.");
  }

  private void tick() {
    Seen phase = seen;
    for (int i = 0; i < REDIRECTS_PER_TICK; i++) {
      var link = hot.get((int) (sent.getAndIncrement() % hot.size()));
      callers.execute(() -> follow(phase, link.getKey(), link.getValue()));
    }
    callers.execute(() -> create(phase));
  }

  private void follow(Seen phase, String key, String target) {
    long start = System.nanoTime();
    try {
      HttpRequest request =
          HttpRequest.newBuilder(base.resolve("/" + key + "?" + start)).timeout(LIMIT).build();
      HttpResponse<Void> reply = send(request, BodyHandlers.discarding(), phase);
      boolean right =
          reply.statusCode() == 302
              && target.equals(reply.headers().firstValue("Location").orElse(""));
      if (!right) {
        phase.failed(phase.failedRedirects, Integer.toString(reply.statusCode()));
      }
    } catch (IOException e) {
      phase.failed(phase.failedRedirects, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    phase.redirects.incrementAndGet();
    phase.slowest.accumulateAndGet((System.nanoTime() - start) / 1_000_000, Math::max);
  }

  /**
   * As a browser does, asks again where a kept connection ended under the request: each of these
   * requests may be repeated.
   */
  private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body, Seen phase)
      throws IOException, InterruptedException {
    for (int repeats = 0; ; repeats++) {
      try {
        return http.send(request, body);
      } catch (IOException e) {
        if (repeats == MAX_REPEATS || e instanceof HttpTimeoutException) {
          throw e;
        }
        phase.repeated.incrementAndGet();
      }
    }
  }

  private void create(Seen phase) {
    String target = "https://www.example.com/load/" + sent.incrementAndGet();
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/api/v1/create"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .timeout(LIMIT)
            .POST(BodyPublishers.ofString("{\"long_url\":\"" + target + "\"}"))
            .build();
    try {
      HttpResponse<String> reply = send(request, BodyHandlers.ofString(), phase);
      if (reply.statusCode() != 201) {
        phase.failed(phase.failedCreates, Integer.toString(reply.statusCode()));
        return;
      }
      phase.created.incrementAndGet();
      Made other = made.put(Client.keyOf(reply), new Made(target, Instant.now()));
      if (other != null) {
        phase.failed(phase.failedCreates, "a key twice");
      }
    } catch (IOException e) {
      phase.failed(phase.failedCreates, e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends no more, and waits for what is on its way. */
  @Override
  public void close() {
    clock.shutdownNow();
    callers.close();
    http.close();
  }
}
