package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("endurance")
class LoadE2eTest {
  private static final Pattern MADE = Pattern.compile("\"made\":(\\d+)");
  private static final int CREATES = 10_000;
  private static final int CLIENTS = 16;
  private static final int REDIRECTS_PER_SECOND = 500;
  private static final int SECONDS = 6;

  @TempDir Path data;

  @Test
  void ten_thousand_creates_from_16_clients_are_all_distinct_and_none_is_lost() throws Exception {
    try (RunningLinnet linnet = RunningLinnet.start(data);
        Client client = new Client(linnet.address())) {
      Map<String, String> made = new ConcurrentHashMap<>();
      AtomicInteger next = new AtomicInteger();
      List<Future<?>> done = new ArrayList<>();
      try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
        for (int i = 0; i < CLIENTS; i++) {
          done.add(clients.submit(() -> createAll(client, next, made)));
        }
      }
      for (Future<?> each : done) {
        each.get();
      }

      assertThat(made).hasSize(CREATES);
      made.forEach((key, target) -> assertThat(client.follow(key)).as(key).isEqualTo(target));
      assertRefilledByEvent(client);
    }
  }

  /** The schedule is half an hour away: what was made beyond the first fill, an event brought. */
  private static void assertRefilledByEvent(Client client) {
    Matcher keysMade = MADE.matcher(client.get("/monitoring/key/analytics").body());
    assertThat(keysMade.find()).isTrue();
    assertThat(Long.parseLong(keysMade.group(1))).isGreaterThan(CREATES + 64);
  }

  /** On a machine that is busy with other work a client may be told to try again. */
  private static String shortened(Client client, String target) {
    String body = "{\"long_url\":\"" + target + "\"}";
    return Client.keyOf(
        await()
            .pollDelay(Duration.ZERO)
            .until(() -> client.create(body), reply -> reply.statusCode() != 503));
  }

  private static void createAll(Client client, AtomicInteger next, Map<String, String> made) {
    for (int i = next.getAndIncrement(); i < CREATES; i = next.getAndIncrement()) {
      String target = "https://www.example.com/" + i;
      String other = made.put(shortened(client, target), target);
      assertThat(other).as("another link with the same key").isNull();
    }
  }

  @Test
  void a_killed_redis_fails_no_redirect_at_500_a_second() throws Exception {
    try (RunningLinnet linnet = RunningLinnet.start(data);
        Client client = new Client(linnet.address())) {
      List<String> keys = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        keys.add(client.shorten("https://www.example.com/" + i));
      }
      keys.forEach(client::follow); // a service that runs, not one that starts
      Queue<String> wrong = new ConcurrentLinkedQueue<>();
      AtomicInteger answered = new AtomicInteger();
      redirectAndKill(linnet, client, keys, wrong, answered);

      assertThat(wrong).as(linnet::output).isEmpty();
      assertThat(answered).hasValue(REDIRECTS_PER_SECOND * SECONDS);
    }
  }

  /** At a constant rate, whatever the answers do; Redis is killed after a third of the time. */
  private static void redirectAndKill(
      RunningLinnet linnet,
      Client client,
      List<String> keys,
      Queue<String> wrong,
      AtomicInteger answered)
      throws InterruptedException {
    long redis = linnet.redisPid();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      AtomicInteger sent = new AtomicInteger();
      var _ =
          clock.scheduleAtFixedRate(
              () -> {
                int number = sent.getAndIncrement();
                if (number >= REDIRECTS_PER_SECOND * SECONDS) {
                  clock.shutdown();
                  return;
                }
                if (number == REDIRECTS_PER_SECOND * SECONDS / 3) {
                  ProcessHandle.of(redis).orElseThrow().destroyForcibly();
                }
                int index = number % keys.size();
                callers.execute(
                    () -> {
                      String location = client.follow(keys.get(index));
                      if (!location.equals("https://www.example.com/" + index)) {
                        wrong.add(location);
                      }
                      answered.incrementAndGet();
                    });
              },
              0,
              TimeUnit.SECONDS.toMicros(1) / REDIRECTS_PER_SECOND,
              TimeUnit.MICROSECONDS);
      assertThat(clock.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }
  }
}
