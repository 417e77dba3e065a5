package dev.linnet.localruntime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param port 0 for any free one
 * @param data where the embedded servers keep what must survive
 * @param ephemeral whether to keep nothing, in a folder of its own
 * @param functions the folder with the functions' zips
 * @param embedded whether PostgreSQL, Redis and MongoDB run here too; else the settings name them
 */
record Options(
    int port, Path data, boolean ephemeral, Path functions, boolean embedded, String host) {
  static final String HELP =
      """
      Runs the whole of Linnet on this machine: http://localhost:8080

      Usage: local-runtime/run [options]

        --port N         the HTTP port; default 8080, 0 for any free one
        --host ADDRESS   the address to listen on; default 127.0.0.1, 0.0.0.0 for all
        --data FOLDER    where links and keys are kept; default .linnet/data
        --ephemeral      keep nothing: the data is deleted at the end
        --external       use the PostgreSQL, Redis and MongoDB that the settings name
                         (DB_HOST, REDIS_HOST, MONGO_URI, ...), no embedded ones
        --help           this text

      Settings are environment variables: docs/settings.md. Ctrl-C stops it all.
      """;

  private static final int MAX_PORT = 65_535;

  sealed interface Parsed {
    record Run(Options options) implements Parsed {}

    record Help() implements Parsed {}

    /** A sentence that names the option and what is allowed. */
    record Wrong(String sentence) implements Parsed {}
  }

  /**
   * Reads the command line.
   *
   * @param home the folder that relative defaults start from
   */
  static Parsed parse(List<String> arguments, Path home) {
    Deque<String> rest = new ArrayDeque<>(arguments);
    Options options =
        new Options(
            8080,
            home.resolve(".linnet/data"),
            false,
            home.resolve("local-runtime/target/functions"),
            true,
            "127.0.0.1");
    try {
      while (!rest.isEmpty()) {
        String option = rest.removeFirst();
        if (option.equals("--help") || option.equals("-h")) {
          return new Parsed.Help();
        }
        options = options.with(option, rest);
      }
      return new Parsed.Run(options);
    } catch (IllegalArgumentException e) {
      return new Parsed.Wrong(e.getMessage() + " Try --help.");
    }
  }

  /** The same with a folder of its own, for what is not kept. */
  Options inTemporaryFolder() {
    try {
      return new Options(
          port, Files.createTempDirectory("linnet-"), ephemeral, functions, embedded, host);
    } catch (IOException e) {
      throw new UncheckedIOException("There is no room for a temporary folder.", e);
    }
  }

  private Options with(String option, Deque<String> rest) {
    return switch (option) {
      case "--port" ->
          new Options(port(value(option, rest)), data, ephemeral, functions, embedded, host);
      case "--host" -> new Options(port, data, ephemeral, functions, embedded, value(option, rest));
      case "--data" ->
          new Options(
              port,
              Path.of(value(option, rest)).toAbsolutePath(),
              ephemeral,
              functions,
              embedded,
              host);
      case "--functions" ->
          new Options(
              port, data, ephemeral, Path.of(value(option, rest)).toAbsolutePath(), embedded, host);
      case "--ephemeral" -> new Options(port, data, true, functions, embedded, host);
      case "--external" -> new Options(port, data, ephemeral, functions, false, host);
      default -> throw new IllegalArgumentException("There is no option " + option + ".");
    };
  }

  private static String value(String option, Deque<String> rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(option + " needs a value.");
    }
    return rest.removeFirst();
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException("--port is a number from 0 to 65535, not \"" + text + "\".");
  }
}
