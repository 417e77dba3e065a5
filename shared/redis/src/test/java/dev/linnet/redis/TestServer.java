package dev.linnet.redis;

import java.time.Duration;

/** A real Redis of a test's own, or a cluster of them. */
interface TestServer extends AutoCloseable {
  RedisConfig config(Duration timeout);

  /** Of the first process. */
  int port();

  void kill();

  void startAgain();

  void freeze();

  void thaw();

  @Override
  void close();
}
