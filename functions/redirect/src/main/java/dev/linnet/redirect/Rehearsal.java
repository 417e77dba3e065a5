package dev.linnet.redirect;

import dev.linnet.links.Destination;
import dev.linnet.links.Link;
import dev.linnet.links.LinkCache;
import dev.linnet.links.LinkStore;
import dev.linnet.links.ShortKey;
import dev.linnet.links.TargetUrl;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a function does before its snapshot is taken: redirects of made-up links that are nowhere
 * but here, so that the code is loaded and compiled, and nothing is connected.
 */
final class Rehearsal implements LinkStore, LinkCache {
  /** Enough for the compiler to do its best. */
  static final int ROUNDS = 250;

  private static final ShortKey CACHED = new ShortKey("cached");
  private static final ShortKey STORED = new ShortKey("stored");
  private static final Destination DESTINATION =
      new Destination(TargetUrl.ofAscii("https://www.example.com/"), Instant.MAX);

  static List<byte[]> events() {
    return Stream.of("cached", "stored", "unknown", "stored+")
        .map(path -> event(path).getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private static String event(String path) {
    return """
    {"version":"2.0","routeKey":"$default","rawPath":"/%s","rawQueryString":"",
     "headers":{"accept":"text/html,*/*;q=0.8","host":"localhost","user-agent":"rehearsal"},
     "requestContext":{"http":{"method":"GET","path":"/%s","protocol":"HTTP/1.1",
       "sourceIp":"127.0.0.1","userAgent":"rehearsal"},
       "requestId":"rehearsal","routeKey":"$default","stage":"$default"},
     "isBase64Encoded":false}
    """
        .formatted(path, path);
  }

  @Override
  public Lookup read(ShortKey key) {
    return key.equals(CACHED) ? new Lookup.Hit(DESTINATION) : Lookup.MISS;
  }

  @Override
  public Optional<Destination> find(ShortKey key) {
    return key.equals(STORED) ? Optional.of(DESTINATION) : Optional.empty();
  }

  @Override
  public void put(ShortKey key, Destination destination) {}

  @Override
  public void fill(ShortKey key, Optional<Destination> answer) {}

  @Override
  public void remove(ShortKey key) {}

  @Override
  public Insertion insert(Link link) {
    throw new UnsupportedOperationException("A redirect stores nothing.");
  }

  @Override
  public Removal removeExpired(Instant before, Duration budget) {
    throw new UnsupportedOperationException("A redirect removes nothing.");
  }
}
