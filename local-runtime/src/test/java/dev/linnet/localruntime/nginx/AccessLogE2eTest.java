package dev.linnet.localruntime.nginx;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The access log where several workers write more lines than are read, and where it grows. */
@Tag("compose")
class AccessLogE2eTest {
  private static final int CLIENTS = 8; // at once
  private static final int CONNECTIONS = 40;
  private static final int REQUESTS = 1_000; // on each; they fit into the kernel's buffers

  private static final Map<String, String> SETTINGS =
      Map.of(
          "CREATE_SERVERS", "127.0.0.1:9",
          "REDIRECT_SERVERS", "127.0.0.1:9",
          "MONITOR_SERVERS", "127.0.0.1:9",
          "NGINX_WORKERS", "2",
          "NGINX_CLIENT_RATE", "1");

  private static final String LOG = "/var/tmp/access.log"; // as docs/operations.md has it
  private static final int LINES = CONNECTIONS * REQUESTS; // of some 400 bytes
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void each_line_stays_whole_and_none_is_lost() throws Exception {
    try (Nginx nginx = new Nginx(folder, folder, SETTINGS)) {
      flood(nginx);

      await().atMost(LIMIT).untilAsserted(() -> assertThat(wholeLines(nginx.log())).hasSize(LINES));
    }
  }

  @Test
  void where_it_is_a_file_it_begins_anew_without_losing_a_line_and_keeps_four_old_ones()
      throws Exception {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.put("NGINX_ACCESS_LOG", LOG);
    settings.put("NGINX_ACCESS_LOG_SIZE", "8");
    try (Nginx nginx = new Nginx(folder, folder, settings)) {
      for (int times = 1; times <= 2; times++) {
        floodUntilNewFile(nginx);
        int lines = times * LINES;
        await()
            .atMost(LIMIT)
            .untilAsserted(
                () -> assertThat(wholeLines(nginx.inside("cat " + LOG + "*"))).hasSize(lines));
      }

      for (int times = 3; times <= 6; times++) {
        floodUntilNewFile(nginx);
      }
      assertThat(nginx.inside("ls " + LOG + "*").lines())
          .containsExactly(LOG, LOG + ".1", LOG + ".2", LOG + ".3", LOG + ".4");
    }
  }

  private static void floodUntilNewFile(Nginx nginx) throws Exception {
    String before = youngest(nginx);
    flood(nginx);
    await().atMost(LIMIT).until(() -> !youngest(nginx).equals(before));
  }

  /** Which file is the youngest of the old ones; nothing where there is none. */
  private static String youngest(Nginx nginx) {
    return nginx.inside("ls --inode " + LOG + ".1 2>/dev/null || true");
  }

  private static Stream<String> wholeLines(String log) {
    return log.lines().filter(AccessLogE2eTest::isWhole);
  }

  private static boolean isWhole(String line) {
    return line.matches("\\{\"time\":[^{}]*\"tls\":\"\"}");
  }

  /** Nginx refuses most of it by itself, so lines come as fast as it can write them. */
  private static void flood(Nginx nginx) throws Exception {
    Callable<Long> client = () -> flood(nginx.httpPort());
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      for (Future<Long> each :
          threads.invokeAll(Stream.generate(() -> client).limit(CONNECTIONS).toList())) {
        each.get();
      }
    }
  }

  /** Sends all requests before it reads a reply. Tells how many bytes came until the end. */
  private static long flood(int port) throws IOException {
    String request = "GET /flood HTTP/1.1\r\nHost: linnet\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write((request + "\r\n").repeat(REQUESTS - 1).getBytes(US_ASCII));
      out.write((request + "Connection: close\r\n\r\n").getBytes(US_ASCII));
      return socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  }
}
