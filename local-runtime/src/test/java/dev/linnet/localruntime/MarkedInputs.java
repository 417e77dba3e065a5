package dev.linnet.localruntime;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A mark in everything that a client can confide to Linnet, and the search for it. */
final class MarkedInputs implements AutoCloseable {
  private static final String MARK = "mark-of-what-nobody-may-see";
  private static final String ADDRESS = "203.0.113.77";
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int LINE = 400;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(LIMIT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final URI base;
  private final AtomicInteger callers = new AtomicInteger();

  MarkedInputs(URI base) {
    this.base = base;
  }

  /** The lines that hold a mark, and none in the best of worlds. */
  static List<String> leaksOf(String output) {
    return output
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).contains(MARK) || line.contains(ADDRESS))
        .map(line -> line.substring(0, Math.min(line.length(), LINE)))
        .toList();
  }

  /**
   * Everything, once and at once: where something is down, each waits.
   *
   * @param key of a link that is there
   */
  void send(String key) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      all(key).forEach(threads::execute);
    }
  }

  private List<Runnable> all(String key) {
    List<Runnable> all = new ArrayList<>();
    creates(all);
    follows(all, key);
    operators(all);
    malformed(all);
    return all;
  }

  private void follows(List<Runnable> all, String key) {
    for (String path :
        List.of(key, key + "+", MARK + "-key", MARK + "-key+", "a/" + MARK + "-path", "docs")) {
      for (String method : List.of("GET", "HEAD", "DELETE")) {
        all.add(() -> send(method, "/" + path + "?token=" + MARK + "-query", "", headers()));
      }
    }
  }

  private void creates(List<Runnable> all) {
    Stream.of(
            "{\"long_url\":\"https://www.example.com/?token=MARK-target#MARK-fragment\"}",
            "{\"long_url\":\"https://u:MARK-password@www.example.com/\"}",
            "{\"long_url\":\"ftp://u:MARK-password@www.example.com/?MARK-scheme\"}",
            "{\"long_url\":\"http://MARK-host/\"}",
            "{\"long_url\":\"https://www.example.com/1\",\"alias\":\"MARK alias\"}",
            "{\"long_url\":\"https://www.example.com/2\",\"expires_at\":\"MARK-expiry\"}",
            "{\"long_url\":\"https://www.example.com/3\",\"MARK-field\":\"MARK-value\"}",
            "{\"MARK-no-json",
            "MARK-large ".repeat(20_000))
        .map(body -> body.replace("MARK", MARK))
        .forEach(
            body -> {
              String query = "?token=" + MARK + "-query";
              all.add(() -> send("POST", "/api/v1/create" + query, body, as("application/json")));
              all.add(() -> send("POST", "/api/v1/create", body, as("text/" + MARK + "-type")));
            });
  }

  private String[] as(String contentType) {
    return Stream.concat(Stream.of(headers()), Stream.of("Content-Type", contentType))
        .toArray(String[]::new);
  }

  /**
   * What a browser and its proxies say of themselves, and what a caller proves itself with; each
   * time another caller, since one alone would be told that it asks too much.
   */
  private String[] headers() {
    int caller = callers.incrementAndGet();
    return new String[] {
      "Authorization", "Bearer " + MARK + "-authorization-" + caller,
      "X-API-Key", MARK + "-api-key-" + caller,
      "Cookie", "session=" + MARK + "-cookie; linnet_operator=" + MARK + "-session",
      "User-Agent", MARK + "-user-agent",
      "Referer", "https://example.org/?" + MARK + "-referer",
      "Accept-Language", MARK + "-language",
      "X-Forwarded-For", ADDRESS,
      "Forwarded", "for=" + ADDRESS + ";host=" + MARK + "-forwarded",
      "Idempotency-Key", MARK + "-idempotency-key-" + caller,
      "tracestate", "other=" + MARK + "-tracestate",
      "baggage", "user=" + MARK + "-baggage",
      "X-Amzn-Trace-Id", "Root=" + MARK + "-amazon",
      "X-Request-Id", "no name " + MARK + "-request-id",
      "X-Unheard-Of", MARK + "-header"
    };
  }

  /** From a private address, for others are not let through; a wrong key once. */
  private void operators(List<Runnable> all) {
    String form = "application/x-www-form-urlencoded";
    all.add(
        () -> send("POST", "/tasks/login", "key=" + MARK + "-operator-key", "Content-Type", form));
    all.add(
        () ->
            send(
                "GET",
                "/tasks?" + MARK + "-query",
                "",
                "Cookie",
                "linnet_operator=" + MARK + "-session"));
    all.add(
        () ->
            send(
                "POST",
                "/tasks/run?schedule=" + MARK + "-schedule",
                "",
                "X-Linnet",
                MARK + "-proof"));
    all.add(() -> send("GET", "/monitoring/" + MARK + "-page?" + MARK + "-query", ""));
    all.add(() -> send("GET", "/health?" + MARK + "-query", "", headers()));
  }

  /** What no client of good will sends. */
  private void malformed(List<Runnable> all) {
    all.add(() -> sendText("GET /" + MARK + "-key HTTP/1.1\r\nHost: " + MARK + "-host\r\n"));
    all.add(
        () -> sendText("GET /" + MARK + "-key HTTP/1.1\r\nHost: l\r\n" + MARK + "-no-header\r\n"));
    all.add(() -> sendText("GET /" + (MARK + "/").repeat(500) + " HTTP/1.1\r\nHost: l\r\n"));
    all.add(() -> sendText("GET / HTTP/1.1\r\nHost: l\r\nX-Large: " + MARK.repeat(500) + "\r\n"));
    all.add(
        () ->
            sendText(
                MARK.toUpperCase(Locale.ROOT) + " /" + MARK + "-method HTTP/1.1\r\nHost: l\r\n"));
    all.add(() -> sendText(MARK + " is no request\r\n"));
  }

  private void send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(LIMIT)
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      var _ = http.send(request.build(), BodyHandlers.discarding());
    } catch (IOException e) {
      // It is refused before all of it is sent.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendText(String head) {
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout((int) LIMIT.toMillis());
      String text = head + "Connection: close\r\n\r\n";
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (SocketException e) {
      // The connection is reset.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
