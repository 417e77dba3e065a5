package dev.linnet.localruntime.nginx;

import static org.awaitility.Awaitility.await;

import dev.linnet.embedded.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Nginx in a container, started and looked after as in {@code docker-compose.yml}. */
final class Nginx implements AutoCloseable {
  private static final Path SOURCES = Path.of("../nginx-local").toAbsolutePath().normalize();
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String START =
      "/opt/nginx-local/container-start.sh && nginx -t -c /tmp/nginx/nginx.conf"
          + " && exec nginx -c /tmp/nginx/nginx.conf -g 'daemon off;'";

  private final int httpPort = FreePort.find();
  private final int httpsPort = FreePort.find();
  private final String container;

  /**
   * Starts it and waits until it takes connections.
   *
   * @param certificates the folder of tls.crt and tls.key
   * @param sockets where folders with servers' Unix sockets lie
   */
  Nginx(Path certificates, Path sockets, Map<String, String> settings) {
    List<String> command = new ArrayList<>(List.of("docker", "run", "--detach", "--network=host"));
    command.addAll(List.of("--tmpfs", "/tmp:size=64m,mode=1777"));
    command.addAll(List.of("--volume", SOURCES + ":/opt/nginx-local:ro"));
    command.addAll(List.of("--volume", sockets + ":/run/linnet:ro"));
    command.addAll(List.of("--volume", certificates + ":/etc/nginx/certificates:ro"));
    command.addAll(List.of("--env", "NGINX_HTTP_PORT=" + httpPort));
    command.addAll(List.of("--env", "NGINX_HTTPS_PORT=" + httpsPort));
    command.addAll(List.of("--env", "NGINX_PUBLIC_HTTPS_PORT=" + httpsPort));
    settings.forEach((name, value) -> command.addAll(List.of("--env", name + "=" + value)));
    command.addAll(List.of("--entrypoint", "sh", "nginx:1.28", "-c", START));
    container = run(command).strip();
    await("nginx of " + container).atMost(LIMIT).until(this::accepts);
  }

  String http() {
    return "http://127.0.0.1:" + httpPort;
  }

  String https() {
    return "https://localhost:" + httpsPort;
  }

  int httpPort() {
    return httpPort;
  }

  /** The access log's lines and Nginx's complaints. */
  String log() {
    return run(List.of("docker", "logs", container));
  }

  /** Runs a shell's command in the container, and gives what it printed. */
  String inside(String command) {
    return run(List.of("docker", "exec", container, "sh", "-c", command));
  }

  private boolean accepts() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), httpPort)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static String run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException(String.join(" ", command) + "\n" + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    run(List.of("docker", "rm", "--force", container));
  }
}
