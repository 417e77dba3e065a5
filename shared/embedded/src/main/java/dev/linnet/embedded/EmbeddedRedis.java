package dev.linnet.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A Redis server with its data in a folder, protected by a password, at most 256 MB large. */
public final class EmbeddedRedis implements AutoCloseable {
  private static final String PROGRAM = "redis-server";
  private static final int ANSWER_MILLIS = 200;

  private final ServerProcess process;
  private final int port;

  private EmbeddedRedis(ServerProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts the server.
   *
   * @param folder kept from run to run; a server that an earlier run left behind there is ended
   */
  public static EmbeddedRedis start(Binaries binaries, Path folder, int port, String password) {
    Path home = Folders.create(folder.toAbsolutePath());
    Path pidFile = home.resolve("redis.pid");
    Leftover.end(pidFile, PROGRAM);
    Path settings = home.resolve("redis.conf");
    try {
      Folders.writePrivately(settings, settings(home, port, password, pidFile));
    } catch (IOException e) {
      throw new EmbeddedFault("Redis' folder " + folder + " cannot be used.", e);
    }
    ServerProcess process =
        new ServerProcess(
            "Redis",
            List.of(binaries.redis().toString(), settings.toString()),
            home.resolve("redis.log"),
            () -> answers(port, password),
            Process::destroy);
    process.start();
    return new EmbeddedRedis(process, port);
  }

  public int port() {
    return port;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** Leaves the server running, as the end of this process by {@code kill -9} would. */
  void abandon() {
    process.abandon();
  }

  @Override
  public void close() {
    process.close();
  }

  private static String settings(Path home, int port, String password, Path pidFile) {
    return """
    bind 127.0.0.1
    port %d
    requirepass "%s"
    dir "%s"
    pidfile "%s"
    save 300 1
    appendonly no
    maxmemory 256mb
    maxmemory-policy allkeys-lru
    """
        .formatted(port, password, home, pidFile);
  }

  private static boolean answers(int port, String password) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      socket
          .getOutputStream()
          .write(("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return "+OK".equals(reader.readLine()) && "+PONG".equals(reader.readLine());
    } catch (IOException e) {
      return false;
    }
  }
}
