package dev.linnet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {
  private static final Binaries BINARIES = Binaries.ofUser();

  @TempDir Path folder;

  @Test
  void postgres_keeps_its_cluster_from_run_to_run() throws Exception {
    try (EmbeddedPostgres first = startPostgres()) {
      assertThat(listens(first.port())).isTrue();
    }
    Path version = folder.resolve("data/PG_VERSION");
    var made = Files.getLastModifiedTime(version);

    try (EmbeddedPostgres second = startPostgres()) {
      assertThat(listens(second.port())).isTrue();
    }
    assertThat(Files.getLastModifiedTime(version)).isEqualTo(made);
  }

  @Test
  void postgres_comes_back_on_its_port_after_it_was_killed() {
    try (EmbeddedPostgres postgres = startPostgres()) {
      long killed = postgres.pid();
      kill(killed);

      await().until(() -> postgres.pid() != killed && listens(postgres.port()));
    }
  }

  @Test
  void a_postgres_that_an_earlier_run_left_behind_is_ended() {
    EmbeddedPostgres left = startPostgres();
    long leftover = left.pid();
    left.abandon();

    try (EmbeddedPostgres next = startPostgres()) {
      assertThat(ProcessHandle.of(leftover).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(listens(next.port())).isTrue();
    }
  }

  @Test
  void redis_comes_back_on_its_port_after_it_was_killed() {
    try (EmbeddedRedis redis = EmbeddedRedis.start(BINARIES, folder, FreePort.find(), "secret")) {
      long killed = redis.pid();
      kill(killed);

      await().until(() -> redis.pid() != killed && listens(redis.port()));
    }
  }

  @Test
  void a_redis_that_an_earlier_run_left_behind_is_ended() {
    EmbeddedRedis left = EmbeddedRedis.start(BINARIES, folder, FreePort.find(), "secret");
    long leftover = left.pid();
    left.abandon();

    try (EmbeddedRedis next = EmbeddedRedis.start(BINARIES, folder, FreePort.find(), "secret")) {
      assertThat(ProcessHandle.of(leftover).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(next.isAlive()).isTrue();
    }
  }

  @Test
  void a_server_that_cannot_start_says_what_its_log_says() throws Exception {
    try (var taken = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () -> EmbeddedRedis.start(BINARIES, folder, taken.getLocalPort(), "secret"))
          .isInstanceOf(EmbeddedFault.class)
          .hasMessageContaining("Redis did not start")
          .hasMessageContaining("Address in use");
    }
  }

  @Test
  void a_secret_is_made_once_and_only_its_owner_reads_it() throws Exception {
    Path file = folder.resolve("secrets/redis-password");

    String secret = KeptSecret.in(folder.resolve("secrets"), "redis-password");

    assertThat(secret).hasSize(48);
    assertThat(KeptSecret.in(folder.resolve("secrets"), "redis-password")).isEqualTo(secret);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  private EmbeddedPostgres startPostgres() {
    return EmbeddedPostgres.start(BINARIES, folder, FreePort.find(), "secret");
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (java.io.IOException e) {
      return false;
    }
  }
}
