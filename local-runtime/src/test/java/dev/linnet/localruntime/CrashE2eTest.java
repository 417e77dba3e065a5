package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("endurance")
class CrashE2eTest {
  private static final int KILLS = 10;
  private static final int CLIENTS = 8;
  private static final int LINKS_BEFORE_A_KILL = 150;

  @TempDir Path data;

  @Test
  void every_link_that_was_answered_201_survives_ten_kills_under_load() {
    Map<String, String> made = new ConcurrentHashMap<>();
    for (int kill = 0; kill < KILLS; kill++) {
      RunningLinnet linnet = RunningLinnet.start(data);
      int before = made.size();
      try (Client client = new Client(linnet.address());
          ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < CLIENTS; i++) {
          clients.execute(() -> createUntilItBreaks(client, made));
        }
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> made.size() >= before + LINKS_BEFORE_A_KILL);
        linnet.kill();
      }
    }

    try (RunningLinnet linnet = RunningLinnet.start(data);
        Client client = new Client(linnet.address())) {
      assertThat(made).hasSizeGreaterThanOrEqualTo(KILLS * LINKS_BEFORE_A_KILL);
      made.forEach((key, target) -> assertThat(client.follow(key)).as(key).isEqualTo(target));
    }
  }

  @Test
  void every_link_is_there_after_a_clean_stop_and_without_redis() {
    Map<String, String> made = new HashMap<>();
    try (RunningLinnet linnet = RunningLinnet.start(data);
        Client client = new Client(linnet.address())) {
      for (int i = 0; i < 50; i++) {
        String target = "https://www.example.com/" + i;
        made.put(client.shorten(target), target);
      }
      assertThat(linnet.stop()).isEqualTo(143);
    }

    try (RunningLinnet linnet = RunningLinnet.start(data);
        Client client = new Client(linnet.address())) {
      ProcessHandle.of(linnet.redisPid()).orElseThrow().destroyForcibly();
      made.forEach((key, target) -> assertThat(client.follow(key)).as(key).isEqualTo(target));
    }
  }

  private static void createUntilItBreaks(Client client, Map<String, String> made) {
    try {
      for (int count = 0; ; count++) {
        String target =
            "https://www.example.com/" + Thread.currentThread().threadId() + "/" + count;
        made.put(client.shorten(target), target);
      }
    } catch (UncheckedIOException | AssertionError e) {
      // The service has been killed: whatever was not answered was not promised.
    }
  }
}
