package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.linnet.otlp.OtlpReceiver;
import dev.linnet.otlp.OtlpReceiver.Mood;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("endurance")
class CollectorFailsE2eTest {
  private static final int PER_SECOND = 500;
  private static final int SECONDS = 4;
  private static final int AT_ONCE = 32;

  @TempDir Path data;

  @ParameterizedTest
  @EnumSource(
      value = Mood.class,
      names = {"REFUSES", "HANGS"})
  void a_collector_that_does_not_take_what_is_sent_fails_no_request(Mood mood) {
    try (OtlpReceiver receiver = OtlpReceiver.start(0);
        RunningLinnet linnet = start(receiver);
        Client client = new Client(linnet.address())) {
      receiver.become(mood);

      assertThat(wrongAnswers(client)).isEmpty();
      await().atMost(Duration.ofSeconds(30)).until(() -> receiver.refused() > 0);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> linnet.output().contains("does not take telemetry"));
      receiver.become(Mood.TAKES);

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> receiver.metricNames().contains("linnet.telemetry.lost"));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> linnet.output().contains("takes telemetry again"));
    }
  }

  @Test
  void a_collector_that_goes_away_fails_no_request_and_is_told_once() {
    OtlpReceiver receiver = OtlpReceiver.start(0);
    try (RunningLinnet linnet = start(receiver);
        Client client = new Client(linnet.address())) {
      receiver.close();

      assertThat(wrongAnswers(client)).isEmpty();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> linnet.output().contains("does not take telemetry"));
      assertThat(linnet.output().split("linnet-redirect.*does not take telemetry", -1))
          .hasSizeLessThanOrEqualTo(2);
    }
  }

  private RunningLinnet start(OtlpReceiver receiver) {
    return RunningLinnet.start(
        data,
        "OTLP_ENDPOINT=" + receiver.address(),
        "TRACING_SAMPLE_PERCENT=100",
        "METRICS_INTERVAL=1",
        "LOG_FORMAT=text");
  }

  /** At a constant rate, or what this machine has left to give. */
  private static Queue<String> wrongAnswers(Client client) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      keys.add(client.shorten("https://www.example.com/" + i));
    }
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    keys.forEach(client::follow);
    Semaphore calls = new Semaphore(AT_ONCE);
    long start = System.nanoTime();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < PER_SECOND * SECONDS; i++) {
        int index = i % keys.size();
        long due = start + i * TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
        LockSupport.parkNanos(due - System.nanoTime());
        calls.acquireUninterruptibly();
        callers.execute(
            () -> {
              String location = locationOf(client, keys.get(index));
              if (!location.equals("https://www.example.com/" + index)) {
                wrong.add(location);
              }
              calls.release();
            });
      }
    }
    return wrong;
  }

  private static String locationOf(Client client, String key) {
    try {
      return client.follow(key);
    } catch (RuntimeException | AssertionError e) { // no answer, or not one of the document's
      return e.toString();
    }
  }
}
