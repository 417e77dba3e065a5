package dev.linnet.redis;

import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A Redis that has all entries. */
final class OneServer implements Sessions {
  private final LazyClient client;
  private final Connector connector;

  OneServer(RedisConfig config, InstantSource clock) {
    this.client = new LazyClient();
    this.connector = new Connector(client, config.servers().getFirst(), config, clock);
  }

  @Override
  public void track(Invalidations listener) {
    connector.track(listener);
  }

  @Override
  public @Nullable Session current(String name) {
    return connector.current();
  }

  @Override
  public <T extends @Nullable Object> T with(String name, Function<Session, T> call) {
    return call.apply(connector.session());
  }

  @Override
  public void ping() {
    connector.session().ping();
  }

  @Override
  public void disconnect() {
    connector.disconnect();
  }

  @Override
  public void close() {
    connector.close();
    client.close();
  }
}
