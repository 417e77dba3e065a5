package dev.linnet.localruntime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param listen where the service answers; port 0 for any free one
 * @param operator where operators are answered: the private listener
 * @param data where the embedded servers keep what must survive
 * @param ephemeral whether to keep nothing, in a folder of its own
 * @param functions the folder with the functions' zips
 * @param embedded whether PostgreSQL, Redis and MongoDB run here too; else the settings name them
 * @param only the functions that this process runs; empty for all
 * @param fronts what stands between HTTP and the functions
 * @param sockets the folder with the main port's Unix sockets; empty for none
 */
record Options(
    Address listen,
    Address operator,
    Path data,
    boolean ephemeral,
    Path functions,
    boolean embedded,
    Set<String> only,
    Fronts fronts,
    Optional<Path> sockets) {
  static final String HELP =
      """
      Runs the whole of Linnet on this machine: http://localhost:8080

      Usage: local-runtime/run [options]

        --port N             the HTTP port; default 8080, 0 for any free one
        --host ADDRESS       the address to listen on; default 127.0.0.1, 0.0.0.0 for all
        --operator-port N    the port for operators (/ready, Lambda's Invoke API);
                             default 8081, or any free one beside --port 0
        --operator-host A    its address; default 127.0.0.1: keep it private
        --only NAMES         run these functions only: create,redirect for example
        --front KIND         what the port speaks to functions: v2 (API Gateway's HTTP API,
                             default), v1 (its REST API), alb or alb-multi (load balancer)
        --also KIND=PORT,... the same functions behind other kinds, each on a port of its own
        --sockets FOLDER     listen on Unix sockets there too, ADDRESS-PORT.sock: less work for
                             a proxy on this machine, which is trusted like TRUSTED_PROXIES
        --data FOLDER        where links and keys are kept; default .linnet/data
        --ephemeral          keep nothing: the data is deleted at the end
        --external           use the PostgreSQL, Redis and MongoDB that the settings name
                             (DB_HOST, REDIS_HOST, MONGO_URI, ...), no embedded ones
        --help               this text

      Settings are environment variables: docs/settings.md. Ctrl-C stops it all.
      """;

  /** A host and a port. */
  record Address(String host, int port) {}

  sealed interface Parsed {
    record Run(Options options) implements Parsed {}

    record Help() implements Parsed {}

    /** A sentence that names the option and what is allowed. */
    record Wrong(String sentence) implements Parsed {}
  }

  Options {
    only = Set.copyOf(only);
  }

  /**
   * Reads the command line.
   *
   * @param home the folder that relative defaults start from
   * @param names of the functions that there are
   */
  static Parsed parse(List<String> arguments, Path home, List<String> names) {
    try {
      CommandLine line = CommandLine.of(arguments);
      return line.has("--help") ? new Parsed.Help() : new Parsed.Run(from(line, home, names));
    } catch (IllegalArgumentException e) {
      return new Parsed.Wrong(e.getMessage() + " Try --help.");
    }
  }

  private static Options from(CommandLine line, Path home, List<String> names) {
    int port = line.port("--port", 8080);
    return new Options(
        new Address(line.text("--host", "127.0.0.1"), port),
        new Address(
            line.text("--operator-host", "127.0.0.1"),
            line.port("--operator-port", port == 0 ? 0 : 8081)),
        line.path("--data", home.resolve(".linnet/data")),
        line.has("--ephemeral"),
        line.path("--functions", home.resolve("local-runtime/target/functions")),
        !line.has("--external"),
        line.names("--only", names),
        Fronts.from(line),
        line.path("--sockets"));
  }

  /** The same with a folder of its own, for what is not kept. */
  Options inTemporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("linnet-");
      return new Options(
          listen, operator, folder, ephemeral, functions, embedded, only, fronts, sockets);
    } catch (IOException e) {
      throw new UncheckedIOException("There is no room for a temporary folder.", e);
    }
  }

  boolean runs(String function) {
    return only.isEmpty() || only.contains(function);
  }
}
