package dev.linnet.telemetry;

import dev.linnet.links.Destination;
import dev.linnet.links.LinkCache;
import dev.linnet.links.ShortKey;
import java.util.Optional;

/** Around Redis itself, inside of its breaker. */
final class TracedCache implements LinkCache {
  private static final Operation GET = Operation.of("redis", "GET", null);
  private static final Operation SET = Operation.of("redis", "SET", null);
  private static final Operation UNLINK = Operation.of("redis", "UNLINK", null);

  private final LinkCache cache;
  private final Calls calls;

  TracedCache(LinkCache cache, Calls calls) {
    this.cache = cache;
    this.calls = calls;
  }

  @Override
  public Lookup read(ShortKey key) {
    Layer.note(Layer.REDIS);
    return calls.backend(GET, () -> cache.read(key));
  }

  @Override
  public void put(ShortKey key, Destination destination) {
    run(SET, () -> cache.put(key, destination));
  }

  @Override
  public void fill(ShortKey key, Optional<Destination> answer) {
    run(SET, () -> cache.fill(key, answer));
  }

  @Override
  public void remove(ShortKey key) {
    run(UNLINK, () -> cache.remove(key));
  }

  private void run(Operation operation, Runnable write) {
    boolean _ =
        calls.backend(
            operation,
            () -> {
              write.run();
              return true;
            });
  }
}
