package dev.linnet.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Links made for this run: some expired, the others as popular as Zipf says. */
final class Links {
  private static final int LIVE = 2_000;
  private static final int EXPIRED = 50;
  private static final double EXPONENT = 1.0;
  private static final Duration LIFE = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int MAKERS = 4;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Set<Integer> LATER = Set.of(429, 503);
  private static final int TRIES = 100;
  private static final Pattern KEY = Pattern.compile("\"key\":\\s*\"([^\"]+)\"");

  private final List<String> live;
  private final List<String> expired;
  private final double[] shares = new double[LIVE]; // of the links up to each of them

  private Links(List<String> live, List<String> expired) {
    this.live = live;
    this.expired = expired;
    double sum = 0;
    for (int i = 0; i < LIVE; i++) {
      sum += Math.pow(i + 1.0, -EXPONENT);
      shares[i] = sum;
    }
  }

  static Links make(URI target) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      Supplier<String> end = () -> ",\"expires_at\":\"" + Instant.now().plus(LIFE) + "\"";
      List<String> expired = create(client, target, EXPIRED, end);
      List<String> live = create(client, target, LIVE, () -> "");
      awaitExpired(client, target.resolve("/" + expired.getLast()));
      return new Links(live, expired);
    }
  }

  String live() {
    double point = ThreadLocalRandom.current().nextDouble(shares[LIVE - 1]);
    int found = Arrays.binarySearch(shares, point);
    return live.get(found < 0 ? -found - 1 : found);
  }

  String expired() {
    return expired.get(ThreadLocalRandom.current().nextInt(EXPIRED));
  }

  static String unknown() {
    return "no-" + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36);
  }

  static String body(String more) {
    long number = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
    return "{\"long_url\":\"https://www.example.com/some/page?id=" + number + "\"" + more + "}";
  }

  private static List<String> create(
      HttpClient client, URI target, int count, Supplier<String> more)
      throws IOException, InterruptedException {
    try (ExecutorService makers = Executors.newFixedThreadPool(MAKERS)) {
      Callable<String> make = () -> create(client, target, more);
      List<String> keys = new ArrayList<>();
      for (Future<String> key : makers.invokeAll(Collections.nCopies(count, make))) {
        keys.add(key.get());
      }
      return keys;
    } catch (ExecutionException e) {
      throw new IOException("No links can be made for the run.", e.getCause());
    }
  }

  private static String create(HttpClient client, URI target, Supplier<String> more)
      throws IOException, InterruptedException {
    HttpResponse<String> reply = post(client, target, body(more.get()));
    for (int i = 0; i < TRIES && LATER.contains(reply.statusCode()); i++) {
      Thread.sleep(PAUSE); // it has just started, or it limits rates
      reply = post(client, target, body(more.get()));
    }
    Matcher key = KEY.matcher(reply.body());
    if (reply.statusCode() != 201 || !key.find()) {
      throw new IOException(target + " makes no link: " + reply.statusCode() + " " + reply.body());
    }
    return key.group(1);
  }

  private static HttpResponse<String> post(HttpClient client, URI target, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(target.resolve("/api/v1/create"))
            .header("Content-Type", "application/json")
            .timeout(LIMIT)
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static void awaitExpired(HttpClient client, URI link)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(link).timeout(LIMIT).build();
    for (int i = 0; i < TRIES; i++) {
      if (client.send(request, BodyHandlers.discarding()).statusCode() == 410) {
        return;
      }
      Thread.sleep(PAUSE);
    }
    throw new IOException(link + " does not expire.");
  }
}
