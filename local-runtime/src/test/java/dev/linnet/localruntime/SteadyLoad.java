package dev.linnet.localruntime;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Redirects at a constant rate, or what this machine has left to give. */
final class SteadyLoad implements AutoCloseable {
  private static final int LINKS = 50;
  private static final int AT_ONCE = 32;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(LIMIT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final URI base;
  private final List<String> keys = new ArrayList<>();
  private final AtomicLong sent = new AtomicLong();

  private SteadyLoad(URI base) {
    this.base = base;
  }

  /** Makes links that it follows. */
  static SteadyLoad onLinksOf(URI base) {
    SteadyLoad load = new SteadyLoad(base);
    try (Client client = new Client(base)) {
      for (int i = 0; i < LINKS; i++) {
        load.keys.add(client.shorten(target(i)));
      }
    }
    return load;
  }

  /**
   * What clients saw.
   *
   * @param nanos from the moment that a request was due to its answer, in order
   * @param wrong answers that were none, or not the right one
   */
  record Seen(List<Long> nanos, List<String> wrong) {
    Seen {
      nanos = nanos.stream().sorted().toList();
      wrong = List.copyOf(wrong);
    }

    int sent() {
      return nanos.size();
    }

    double millis(int percentile) {
      return nanos.get(Math.ceilDiv(nanos.size() * percentile, 100) - 1) / 1e6;
    }
  }

  /** How many were sent since the start. */
  long sent() {
    return sent.get();
  }

  Seen run(int perSecond, Duration length) {
    Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    Semaphore calls = new Semaphore(AT_ONCE);
    long start = System.nanoTime();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < perSecond * length.toSeconds(); i++) {
        int link = i % LINKS;
        long due = start + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
        LockSupport.parkNanos(due - System.nanoTime());
        calls.acquireUninterruptibly();
        callers.execute(
            () -> {
              String answer = follow(link);
              nanos.add(System.nanoTime() - due);
              if (!answer.equals(target(link))) {
                wrong.add(answer);
              }
              calls.release();
            });
      }
    }
    return new Seen(List.copyOf(nanos), List.copyOf(wrong));
  }

  private String follow(int link) {
    sent.incrementAndGet();
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/" + keys.get(link))).timeout(LIMIT).build();
    try {
      HttpResponse<Void> reply = http.send(request, BodyHandlers.discarding());
      return reply.headers().firstValue("Location").orElse("" + reply.statusCode());
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e.toString();
    }
  }

  private static String target(int link) {
    return "https://www.example.com/" + link;
  }

  @Override
  public void close() {
    http.close();
  }
}
