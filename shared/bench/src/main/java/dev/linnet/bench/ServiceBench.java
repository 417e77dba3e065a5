package dev.linnet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/** Redirects by where the answer comes from, and creates: through HTTP, all on this machine. */
final class ServiceBench {
  private static final Pattern KEY = Pattern.compile("\"key\":\"([^\"]+)\"");
  private static final int CONNECTIONS = 16;
  private static final int LINKS = 6_000;
  private static final int RATE = 1_000;
  private static final int CREATE_RATE = 200;

  private final Path home;
  private final Duration time;

  /**
   * The measurements of the service.
   *
   * @param time how long each of them takes, warming up and both modes alike
   */
  ServiceBench(Path home, Duration time) {
    this.home = home;
    this.time = time;
  }

  /**
   * A line of the table.
   *
   * @param latencies at the fixed rate, in nanoseconds
   */
  record Row(
      String name, double perSecond, int rate, Histogram latencies, Duration processorTime) {}

  List<Row> run() {
    List<Row> rows = new ArrayList<>();
    try (Service service = Service.start(home, Map.of("KEY_POPULATION_COUNT", "200000"))) {
      List<String> keys = makeLinks(service.address());
      rows.add(
          measure(
              service,
              "redirect, near-cache hit",
              number -> follow(keys, number % 500),
              302,
              RATE));
      rows.add(measure(service, "redirect, unknown key", number -> unknown(number), 404, RATE));
      rows.add(measure(service, "create", ServiceBench::create, 201, CREATE_RATE));
    }
    Map<String, String> noNearCache = Map.of("NEAR_CACHE_TTL", "0");
    try (Service service = Service.start(home, noNearCache)) {
      List<String> keys = makeLinks(service.address());
      rows.add(
          1, measure(service, "redirect, Redis hit", number -> follow(keys, number), 302, RATE));
    }
    Map<String, String> noCache = Map.of("NEAR_CACHE_TTL", "0", "CACHE_TTL", "1");
    try (Service service = Service.start(home, noCache)) {
      List<String> keys = makeLinks(service.address());
      rows.add(
          2, measure(service, "redirect, MongoDB hit", number -> follow(keys, number), 302, RATE));
    }
    return rows;
  }

  private Row measure(
      Service service, String name, LongFunction<byte[]> requests, int status, int rate) {
    System.err.printf("  %s ...%n", name);
    Load load = new Load(service.address(), CONNECTIONS, requests, status);
    require(load.atFullSpeed(time)); // warms up
    Duration before = service.processorTime();
    Load.Result full = require(load.atFullSpeed(time));
    Duration used = service.processorTime().minus(before);
    Load.Result steady = require(load.atRate(rate, time));
    return new Row(
        name,
        full.perSecond(),
        rate,
        steady.latencies(),
        used.dividedBy(full.latencies().getTotalCount()));
  }

  private static Load.Result require(Load.Result result) {
    if (result.errors() > 0) {
      throw new IllegalStateException(result.errors() + " requests were not answered as expected.");
    }
    return result;
  }

  private static byte[] follow(List<String> keys, long number) {
    return KeepAlive.get("/" + keys.get((int) (number % keys.size())));
  }

  private static byte[] unknown(long number) {
    return KeepAlive.get("/unknown-" + Long.toString(System.nanoTime(), 36) + "-" + number);
  }

  private static byte[] create(long number) {
    return KeepAlive.post(
        "/api/v1/create", "{\"long_url\":\"https://www.example.com/some/page?id=" + number + "\"}");
  }

  private static List<String> makeLinks(URI service) {
    List<String> keys = new ArrayList<>(LINKS);
    try (KeepAlive connection = new KeepAlive(service)) {
      for (int i = 0; i < LINKS; i++) {
        Matcher matcher = KEY.matcher(connection.exchange(create(i)).body());
        if (!matcher.find()) {
          throw new IllegalStateException("The service makes no link.");
        }
        keys.add(matcher.group(1));
      }
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
