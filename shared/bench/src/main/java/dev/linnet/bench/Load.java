package dev.linnet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;

/**
 * Sends requests to a service on this machine for a while, over a fixed number of connections. At a
 * fixed rate a latency counts from the moment at which the request was due, so that a stall of the
 * service is seen in full (no coordinated omission); at full speed it counts from the sending.
 */
final class Load {
  private static final long HIGHEST_NANOS = Duration.ofSeconds(30).toNanos();

  private final URI service;
  private final int connections;
  private final LongFunction<byte[]> requests;
  private final int expectedStatus;

  /**
   * A kind of load.
   *
   * @param requests the bytes of request number 0, 1, 2, ...
   * @param expectedStatus anything else is an error
   */
  Load(URI service, int connections, LongFunction<byte[]> requests, int expectedStatus) {
    this.service = service;
    this.connections = connections;
    this.requests = requests;
    this.expectedStatus = expectedStatus;
  }

  /**
   * What was measured.
   *
   * @param latencies in nanoseconds
   * @param wrong one of the answers that were not as expected; empty where all were
   */
  record Result(Histogram latencies, Duration over, long errors, String wrong) {
    Result checked() throws IOException {
      if (errors > 0) {
        throw new IOException(
            errors + " requests were not answered as expected, one of them: " + wrong);
      }
      return this;
    }

    double perSecond() {
      return latencies.getTotalCount() * 1e9 / over.toNanos();
    }

    double millis(double percentile) {
      return latencies.getValueAtPercentile(percentile) / 1e6;
    }
  }

  Result atFullSpeed(Duration time) {
    return run(time, 0);
  }

  Result atRate(int perSecond, Duration time) {
    return run(time, perSecond);
  }

  private Result run(Duration time, int perSecond) {
    long start = System.nanoTime();
    AtomicLong next = new AtomicLong();
    Histogram all = new Histogram(HIGHEST_NANOS, 3);
    long errors = 0;
    String wrong = "";
    try (ExecutorService senders = Executors.newFixedThreadPool(connections)) {
      List<Future<Sender>> running = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        Sender sender = new Sender(next, start, time.toNanos(), perSecond);
        running.add(senders.submit(sender::send));
      }
      for (Future<Sender> done : running) {
        all.add(done.get().latencies);
        errors += done.get().errors;
        wrong = done.get().wrong.isEmpty() ? wrong : done.get().wrong;
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("The load generator failed.", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return new Result(all, Duration.ofNanos(System.nanoTime() - start), errors, wrong);
  }

  private final class Sender {
    private final Histogram latencies = new Histogram(HIGHEST_NANOS, 3);
    private final AtomicLong next;
    private final long start;
    private final long length;
    private final int perSecond;
    private long errors;
    private String wrong = "";

    Sender(AtomicLong next, long start, long length, int perSecond) {
      this.next = next;
      this.start = start;
      this.length = length;
      this.perSecond = perSecond;
    }

    Sender send() {
      try (KeepAlive connection = new KeepAlive(service)) {
        while (true) {
          long number = next.getAndIncrement();
          long due = due(number);
          if (due - start >= length) {
            return this;
          }
          waitUntil(due);
          KeepAlive.Reply reply = connection.exchange(requests.apply(number));
          if (reply.status() != expectedStatus) {
            errors++;
            wrong = reply.status() + " " + reply.body();
          }
          latencies.recordValue(Math.min(HIGHEST_NANOS, System.nanoTime() - due));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private long due(long number) {
      return perSecond == 0 ? System.nanoTime() : start + number * 1_000_000_000L / perSecond;
    }

    private static void waitUntil(long due) {
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }
  }
}
