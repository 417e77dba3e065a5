package dev.linnet.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server with its data in a folder. Commits wait for the disk, as in production;
 * clients log in with a password.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  public static final String USER = "postgres";
  public static final String DATABASE = "url_shortener";

  private static final Duration STEP_LIMIT = Duration.ofSeconds(60);
  private static final int READY_LINE = 7; // of postmaster.pid

  private final ServerProcess process;
  private final int port;

  private EmbeddedPostgres(ServerProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts the server, on a new database cluster where the folder has none.
   *
   * @param folder kept from run to run; a server that an earlier run left behind there is ended
   * @param password of the user {@link #USER}, given to a new cluster
   */
  public static EmbeddedPostgres start(Binaries binaries, Path folder, int port, String password) {
    Path programs = binaries.postgres().resolve("bin");
    Path home = Folders.create(folder.toAbsolutePath());
    Path data = home.resolve("data");
    Path log = home.resolve("postgres.log");
    Leftover.end(data.resolve("postmaster.pid"), "postgres");
    try {
      if (!Files.exists(data)) {
        initialise(programs, data, log, password);
      }
      Files.deleteIfExists(data.resolve("postmaster.pid"));
    } catch (IOException e) {
      throw new EmbeddedFault("PostgreSQL's folder " + folder + " cannot be used.", e);
    }
    ServerProcess process =
        new ServerProcess(
            "PostgreSQL",
            Unprivileged.command(serverCommand(programs, data, port)),
            log,
            () -> isReady(data),
            EmbeddedPostgres::interrupt);
    process.start();
    return new EmbeddedPostgres(process, port);
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

  /** All in a folder of its own, moved into place at the end: a crash leaves no half cluster. */
  private static void initialise(Path programs, Path data, Path log, String password)
      throws IOException {
    Path half = data.resolveSibling("data.new");
    Path passwordFile = data.resolveSibling("password.new");
    Folders.delete(half);
    Folders.writePrivately(passwordFile, password);
    try {
      run(
          List.of(
              programs.resolve("initdb").toString(),
              "--pgdata=" + half,
              "--username=" + USER,
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--no-sync"),
          "",
          log);
      run(
          List.of(programs.resolve("postgres").toString(), "--single", "-D", half.toString(), USER),
          "CREATE DATABASE " + DATABASE + ";\n",
          log);
    } finally {
      Files.delete(passwordFile);
    }
    Files.move(half, data);
  }

  private static List<String> serverCommand(Path programs, Path data, int port) {
    List<String> command = new ArrayList<>();
    command.add(programs.resolve("postgres").toString());
    command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
    for (String setting :
        List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "max_connections=100",
            "shared_buffers=64MB",
            "max_wal_size=512MB")) {
      command.addAll(List.of("-c", setting));
    }
    return command;
  }

  private static void run(List<String> command, String input, Path log) throws IOException {
    Process process =
        new ProcessBuilder(Unprivileged.command(command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    try {
      if (!process.waitFor(STEP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
      if (process.waitFor() != 0) {
        throw new IOException("A step of PostgreSQL's set-up failed; see " + log + ".");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("PostgreSQL's set-up was interrupted.", e);
    }
  }

  private static boolean isReady(Path data) {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return lines.size() > READY_LINE && lines.get(READY_LINE).strip().equals("ready");
    } catch (IOException e) {
      return false;
    }
  }

  /** SIGINT ends the sessions and the server; SIGTERM, which Java sends, would wait for clients. */
  private static void interrupt(Process process) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }
}
