package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.linnet.otlp.OtlpReceiver;
import dev.linnet.otlp.OtlpReceiver.Mood;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Linnet under load whose collector is well, gone, slow, and broken, one after the other. */
@Tag("endurance")
class CollectorFailsE2eTest {
  private static final int PER_SECOND = 500;
  private static final Duration LOAD = Duration.ofSeconds(6);

  /** Until the code is compiled. */
  private static final Duration WARM_UP = Duration.ofSeconds(10);

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Nothing of the export is in a request's way; but this machine may be busy with other work. */
  private static final int NOISE = 5;

  private static final int NOISE_FLOOR = 50;
  private static final String PROCESSED = "otel.sdk.processor.span.processed";

  @TempDir Path data;

  private OtlpReceiver receiver;
  private RunningLinnet linnet;
  private SteadyLoad load;

  /** What becomes of the collector during a round. */
  private enum Collector {
    WELL,
    STOPPED,
    SLOW,
    BROKEN
  }

  /**
   * What clients and the telemetry saw in one round.
   *
   * @param exported spans that the collector took
   * @param queueFull spans that found the queue full
   * @param notTaken spans that were sent and not taken
   */
  private record Round(
      Collector collector, SteadyLoad.Seen seen, long exported, long queueFull, long notTaken) {
    static final String HEADER =
        "%n%-10s %7s %7s %8s %8s %10s %11s %10s%n"
            .formatted(
                "collector",
                "sent",
                "failed",
                "p50 ms",
                "p99 ms",
                "exported",
                "queue full",
                "not taken");

    long dropped() {
      return queueFull + notTaken;
    }

    @Override
    public String toString() {
      return "%-10s %7d %7d %8.2f %8.2f %10d %11d %10d%n"
          .formatted(
              collector.name().toLowerCase(Locale.ROOT),
              seen.sent(),
              seen.wrong().size(),
              seen.millis(50),
              seen.millis(99),
              exported,
              queueFull,
              notTaken);
    }
  }

  @BeforeEach
  void start() {
    receiver = OtlpReceiver.start(0);
    linnet =
        RunningLinnet.start(
            data,
            "OTLP_ENDPOINT=" + receiver.address(),
            "TRACING_SAMPLE_PERCENT=100",
            "METRICS_INTERVAL=1",
            "LOG_FORMAT=text");
    load = SteadyLoad.onLinksOf(linnet.address());
  }

  @AfterEach
  void stop() {
    load.close();
    linnet.close();
    receiver.close();
  }

  @Test
  void a_collector_that_is_gone_slow_or_broken_fails_no_request_and_what_is_dropped_is_counted() {
    load.run(PER_SECOND, WARM_UP);
    Round before = round(Collector.WELL);
    StringBuilder table = new StringBuilder(Round.HEADER).append(before);
    List<Round> rounds = new ArrayList<>();
    for (Collector collector : List.of(Collector.STOPPED, Collector.SLOW, Collector.BROKEN)) {
      Round round = round(collector);
      table.append(round);
      if (isSlower(round, before)) { // a machine may stand still; a fault stays one
        round = round(collector);
        table.append(round);
      }
      rounds.add(round);
    }
    Round after = round(Collector.WELL);
    System.out.println(table.append(after));

    assertThat(List.of(before, after))
        .allSatisfy(
            round -> {
              assertThat(round.seen().wrong()).isEmpty();
              assertThat(round.dropped()).isZero();
            });
    assertThat(rounds)
        .allSatisfy(
            round -> {
              assertThat(round.seen().wrong()).isEmpty();
              assertThat(round.dropped()).isPositive();
              assertThat(isSlower(round, before) && isSlower(round, after)).isFalse();
            });
    assertThat(linnet.output().split("linnet-redirect .*does not take telemetry", -1))
        .as("said when it begins, and not at every export")
        .hasSizeBetween(1 + rounds.size(), 1 + 4 * rounds.size());
    await().atMost(LIMIT).until(() -> linnet.output().contains("takes telemetry again"));
  }

  private static boolean isSlower(Round round, Round well) {
    return round.seen().millis(99) > Math.max(NOISE_FLOOR, NOISE * well.seen().millis(99));
  }

  /** Ends when the collector is well again and every span of the round has met its fate. */
  private Round round(Collector collector) {
    awaitFates();
    long exported = exported();
    long queueFull = queueFull();
    long notTaken = notTaken();
    int port = receiver.port();
    switch (collector) {
      case WELL -> receiver.become(Mood.TAKES);
      case STOPPED -> receiver.close();
      case SLOW -> receiver.become(Mood.HANGS);
      case BROKEN -> receiver.become(Mood.REFUSES);
    }
    SteadyLoad.Seen seen = load.run(PER_SECOND, LOAD);
    if (collector == Collector.STOPPED) {
      receiver = OtlpReceiver.start(port);
    } else {
      receiver.become(Mood.TAKES);
    }
    awaitFates();
    return new Round(
        collector, seen, exported() - exported, queueFull() - queueFull, notTaken() - notTaken);
  }

  /** Nothing is lost without being counted. */
  private void awaitFates() {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(exported() + queueFull() + notTaken())
                    .isEqualTo(made())
                    .isGreaterThanOrEqualTo(2 * load.sent()));
  }

  /** Whatever is timed is a span: requests, their handler, calls of backends. */
  private long made() {
    return told("http.server.request.duration", _ -> true)
        + told("linnet.redirect.duration", _ -> true)
        + told("db.client.operation.duration", _ -> true);
  }

  private long exported() {
    return told(PROCESSED, labels -> !labels.containsKey("error.type")) - notTaken();
  }

  private long queueFull() {
    return told(PROCESSED, labels -> "queue_full".equals(labels.get("error.type")));
  }

  private long notTaken() {
    return told("linnet.telemetry.lost", labels -> "spans".equals(labels.get("linnet.signal")));
  }

  private long told(String metric, Predicate<Map<String, String>> wanted) {
    return receiver.sum("linnet-redirect", metric, wanted);
  }
}
