package dev.linnet.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * service is seen in full (no coordinated omission); at full speed it counts from the sending. Each
 * connection has had an answer before the time begins.
 */
final class Load {
  private static final long HIGHEST_NANOS = Duration.ofSeconds(30).toNanos();

  /** In which the senders' threads start. */
  private static final long LEAD_NANOS = Duration.ofMillis(100).toNanos();

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

  Result atFullSpeed(Duration time) throws IOException {
    return run(time, 0);
  }

  Result atRate(int perSecond, Duration time) throws IOException {
    return run(time, perSecond);
  }

  private Result run(Duration time, int perSecond) throws IOException {
    List<Sender> senders = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      for (int i = 0; i < connections; i++) {
        senders.add(new Sender(i));
      }
      Schedule schedule = new Schedule(connections, time, perSecond);
      List<Future<?>> running = new ArrayList<>();
      for (Sender sender : senders) {
        running.add(threads.submit(() -> sender.send(schedule)));
      }
      for (Future<?> one : running) {
        one.get();
      }
      return result(senders, schedule.passed());
    } catch (ExecutionException e) {
      throw new IOException("The load generator failed.", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      for (Sender sender : senders) {
        sender.connection.close();
      }
    }
  }

  private static Result result(List<Sender> senders, Duration over) {
    Histogram all = new Histogram(HIGHEST_NANOS, 3);
    long errors = 0;
    String wrong = "";
    for (Sender sender : senders) {
      all.add(sender.latencies);
      errors += sender.errors;
      wrong = sender.wrong.isEmpty() ? wrong : sender.wrong;
    }
    return new Result(all, over, errors, wrong);
  }

  /** When each request is due. Thread-safe. */
  private static final class Schedule {
    private final long start = System.nanoTime() + LEAD_NANOS;
    private final AtomicLong taken = new AtomicLong();
    private final int first;
    private final long end;
    private final int perSecond;

    /**
     * A schedule.
     *
     * @param first the number of its first request
     * @param perSecond 0: each when somebody is there to send it
     */
    Schedule(int first, Duration length, int perSecond) {
      this.first = first;
      this.end = start + length.toNanos();
      this.perSecond = perSecond;
    }

    /**
     * A request.
     *
     * @param due by {@link System#nanoTime}
     */
    record Turn(long number, long due) {}

    /** The next one, when it is due; empty at the end. */
    Optional<Turn> await() {
      long index = taken.getAndIncrement();
      long due =
          perSecond == 0
              ? Math.max(start, System.nanoTime())
              : start + index * 1_000_000_000L / perSecond;
      if (due - end >= 0) {
        return Optional.empty();
      }
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      return Optional.of(new Turn(first + index, due));
    }

    Duration passed() {
      return Duration.ofNanos(System.nanoTime() - start);
    }
  }

  private final class Sender {
    private final Histogram latencies = new Histogram(HIGHEST_NANOS, 3);
    private final KeepAlive connection;
    private long errors;
    private String wrong = "";

    /** Opens its connection and sends one request over it. */
    Sender(long number) throws IOException {
      connection = new KeepAlive(service);
      exchange(number);
    }

    Sender send(Schedule schedule) throws IOException {
      for (var turn = schedule.await(); turn.isPresent(); turn = schedule.await()) {
        exchange(turn.get().number());
        long latency = System.nanoTime() - turn.get().due();
        latencies.recordValue(Math.min(HIGHEST_NANOS, latency));
      }
      return this;
    }

    private void exchange(long number) throws IOException {
      KeepAlive.Reply reply = connection.exchange(requests.apply(number));
      if (reply.status() != expectedStatus) {
        errors++;
        wrong = reply.status() + " " + reply.body();
      }
    }
  }
}
