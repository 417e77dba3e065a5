package dev.linnet.bench;

import dev.linnet.embedded.Folders;
import dev.linnet.embedded.FreePort;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** This machine's Nginx, with a configuration of its own in a new folder. */
final class Front implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(10);

  /** Where Debian has nginx, beside what the user has. */
  private static final String PATH = "PATH=\"$PATH:/usr/sbin\"; ";

  private static final String RUN = " && exec nginx -c \"$FOLDER/nginx.conf\" -g 'daemon off;'";
  private static final String MANY = "1000000";

  private final Path folder;
  private final MeasuredProcess process;

  private Front(Path folder, MeasuredProcess process) {
    this.folder = folder;
    this.process = process;
  }

  /** Whether there is an Nginx here, and what fills in its templates. */
  static boolean isHere() throws IOException, InterruptedException {
    String both = PATH + "command -v nginx && command -v envsubst";
    return new ProcessBuilder("sh", "-c", both).redirectOutput(Redirect.DISCARD).start().waitFor()
        == 0;
  }

  /**
   * Linnet's front of {@code nginx-local}, without the limits for each client, which we are.
   *
   * @param edgeTtl for how many seconds the redirects may be kept
   * @param sockets where a folder with the service's Unix sockets lies; else it is asked by TCP
   */
  static Front of(Path home, MeasuredProcess redirect, String edgeTtl, Path sockets)
      throws IOException {
    Path folder = Files.createTempDirectory("linnet-front-");
    URI address = address();
    String servers = redirect.address().getHost() + ":" + redirect.address().getPort();
    ProcessBuilder command = command(folder, home.resolve("nginx-local/render") + " \"$FOLDER\"");
    command.environment().put("NGINX_USER", user());
    command.environment().put("EDGE_CACHE_TTL", edgeTtl);
    command.environment().put("NGINX_SOCKETS", sockets.toString());
    command
        .environment()
        .putAll(
            Map.of(
                "NGINX_HTTP_PORT",
                Integer.toString(address.getPort()),
                "NGINX_ACCESS_LOG",
                folder.resolve("access.log").toString(),
                "NGINX_CACHE",
                Files.createDirectory(folder.resolve("cache")).toString(),
                "NGINX_RUN",
                folder.toString(),
                "NGINX_CLIENT_RATE",
                MANY,
                "NGINX_CLIENT_BURST",
                MANY,
                "NGINX_CLIENT_CONNECTIONS",
                "1000",
                "REDIRECT_SERVERS",
                servers,
                "CREATE_SERVERS",
                servers,
                "MONITOR_SERVERS",
                servers));
    return start(folder, command, address);
  }

  /** Nginx that answers every request with the same redirect, and logs it: what is possible. */
  static Front plain(String target) throws IOException {
    Path folder = Files.createTempDirectory("linnet-front-");
    URI address = address();
    Files.writeString(
        folder.resolve("nginx.conf"),
        """
        worker_processes auto;
        pid %1$s/nginx.pid;
        error_log stderr warn;
        events {}
        http {
          access_log %1$s/access.log;
          keepalive_requests 10000;
          server {
            listen 127.0.0.1:%2$d;
            location / { return 302 %3$s; }
          }
        }
        """
            .formatted(folder, address.getPort(), target));
    return start(folder, command(folder, "true"), address);
  }

  MeasuredProcess process() {
    return process;
  }

  private static ProcessBuilder command(Path folder, String first) {
    String ready = " && nginx -t -c \"$FOLDER/nginx.conf\"";
    ProcessBuilder command = new ProcessBuilder("sh", "-c", PATH + first + ready + RUN);
    command.environment().put("FOLDER", folder.toString());
    return command;
  }

  private static Front start(Path folder, ProcessBuilder command, URI address) throws IOException {
    MeasuredProcess process = MeasuredProcess.start(command, "test is successful", address);
    Front front = new Front(folder, process);
    if (!accepts(address)) {
      front.close();
      throw new IOException("Nginx does not listen on " + address + ".");
    }
    return front;
  }

  private static boolean accepts(URI address) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < end) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
        return true;
      } catch (IOException e) {
        LockSupport.parkNanos(PAUSE.toNanos()); // not yet
      }
    }
    return false;
  }

  /**
   * Who may enter our folder: we. Started by root, Nginx works as nobody, does not get at its
   * cache, and answers 500.
   */
  private static String user() {
    return System.getProperty("user.name").equals("root") ? "user root;" : "";
  }

  private static URI address() {
    return URI.create("http://127.0.0.1:" + FreePort.find());
  }

  @Override
  public void close() throws IOException {
    process.close();
    Folders.delete(folder);
  }
}
