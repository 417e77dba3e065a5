package dev.linnet.bench;

import dev.linnet.embedded.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Redirects by where the answer comes from: through HTTP, all on this machine. */
final class ServiceBench {
  private static final String KEPT_SECONDS = "60";
  private static final String[] REDIRECT = {"--only", "redirect"};

  private final Path home;
  private final Rounds rounds;

  ServiceBench(Path home, Duration time) {
    this.home = home;
    this.rounds = new Rounds(time);
  }

  /** Hits in the caches, beside the yardstick where there is one. */
  List<Rounds.Row> hits() throws IOException, InterruptedException {
    try (Servers servers = Servers.start()) {
      Links links = makeLinks(servers);
      Map<String, String> redisOnly = servers.settings("NEAR_CACHE_TTL", "0");
      try (MeasuredProcess near = MeasuredProcess.linnet(home, servers.settings(), REDIRECT);
          MeasuredProcess redis = MeasuredProcess.linnet(home, redisOnly, REDIRECT);
          OptionalYardstick go = new OptionalYardstick(Yardstick.start(home, links.keys()))) {
        List<Target> targets = new ArrayList<>();
        targets.add(new Target("redirect, near-cache hit", near, links.follow(), 302));
        targets.add(new Target("redirect, Redis hit", redis, links.follow(), 302));
        go.process()
            .ifPresent(
                process ->
                    targets.add(
                        new Target("the Go service, Redis hit", process, links.follow(), 302)));
        return rounds.of(targets);
      }
    }
  }

  /** Through Nginx, beside the same without it and Nginx without anything behind it. */
  List<Rounds.Row> front() throws IOException {
    try (Servers servers = Servers.start()) {
      Links links = makeLinks(servers);
      Map<String, String> kept = servers.settings("EDGE_CACHE_TTL", KEPT_SECONDS);
      Path sockets = Files.createTempDirectory("linnet-sockets-");
      String redirects = sockets.resolve("redirect").toString();
      Path none = sockets.resolve("none");
      try (MeasuredProcess near =
              MeasuredProcess.linnet(
                  home, servers.settings(), "--only", "redirect", "--sockets", redirects);
          MeasuredProcess cached = MeasuredProcess.linnet(home, kept, REDIRECT);
          Front front = Front.of(home, near, "0", sockets);
          Front tcp = Front.of(home, near, "0", none);
          Front cache = Front.of(home, cached, KEPT_SECONDS, none);
          Front plain = Front.plain(Links.TARGET)) {
        return rounds.of(
            List.of(
                new Target("near-cache hit, without Nginx", near, links.follow(), 302),
                new Target(
                    "near-cache hit, through Nginx",
                    List.of(front.process(), near),
                    links.follow(),
                    302),
                new Target(
                    "near-cache hit, through Nginx and TCP",
                    List.of(tcp.process(), near),
                    links.follow(),
                    302),
                new Target(
                    "hit in Nginx's cache", List.of(cache.process(), cached), links.follow(), 302),
                new Target("Nginx alone, `return 302`", plain.process(), links.follow(), 302)));
      } finally {
        Folders.delete(sockets);
      }
    }
  }

  /** What no cache knows. */
  List<Rounds.Row> misses() throws IOException {
    try (Servers servers = Servers.start()) {
      Links links = makeLinks(servers);
      Map<String, String> noCache = servers.settings("NEAR_CACHE_TTL", "0");
      noCache.put("CACHE_TTL", "1");
      try (MeasuredProcess store = MeasuredProcess.linnet(home, noCache, REDIRECT);
          MeasuredProcess usual = MeasuredProcess.linnet(home, servers.settings(), REDIRECT)) {
        return rounds.of(
            List.of(
                new Target("redirect, MongoDB hit", store, links.follow(), 302),
                new Target("redirect, unknown key", usual, ServiceBench::unknown, 404)));
      }
    }
  }

  private Links makeLinks(Servers servers) throws IOException {
    try (MeasuredProcess service =
        MeasuredProcess.linnet(home, servers.settings(), "--only", "create,refill")) {
      return Links.by(service.address());
    }
  }

  private static byte[] unknown(long number) {
    return KeepAlive.get("/unknown-" + Long.toString(System.nanoTime(), 36) + "-" + number);
  }

  private record OptionalYardstick(Optional<Yardstick> yardstick) implements AutoCloseable {
    Optional<MeasuredProcess> process() {
      return yardstick.map(Yardstick::process);
    }

    @Override
    public void close() throws IOException {
      if (yardstick.isPresent()) {
        yardstick.get().close();
      }
    }
  }
}
