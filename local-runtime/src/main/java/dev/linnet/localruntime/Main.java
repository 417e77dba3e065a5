package dev.linnet.localruntime;

import dev.linnet.config.BadSetting;
import dev.linnet.config.Env;
import dev.linnet.embedded.EmbeddedFault;
import dev.linnet.embedded.Folders;
import dev.linnet.localruntime.runtime.FunctionFault;
import dev.linnet.localruntime.work.WorkUnavailable;
import dev.linnet.topology.LambdaFunction;
import dev.linnet.topology.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.Security;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;

/** What {@code local-runtime/run} starts. */
public final class Main {
  private static final int BAD_USE = 2;

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    forgetNamesSoon();
    spareJettyTheQuestion();
    Path home = Path.of(System.getProperty("linnet.home", "")).toAbsolutePath();
    List<String> names = Topology.linnet().functions().stream().map(LambdaFunction::name).toList();
    switch (Options.parse(List.of(arguments), home, names)) {
      case Options.Parsed.Help() -> System.out.print(Options.HELP);
      case Options.Parsed.Wrong(String sentence) -> {
        System.err.println(sentence);
        System.exit(BAD_USE);
      }
      case Options.Parsed.Run(Options options) -> {
        if (!run(options.ephemeral() ? options.inTemporaryFolder() : options)) {
          System.exit(1);
        }
      }
    }
  }

  /**
   * A server that comes back, or comes back at another address, is found within seconds. Java by
   * itself remembers an address for 30 seconds, and for 10 that there is none.
   */
  private static void forgetNamesSoon() {
    Security.setProperty("networkaddress.cache.ttl", "5");
    Security.setProperty("networkaddress.cache.negative.ttl", "1");
  }

  /**
   * How many references fit into 64 bytes. Jetty asks the platform's MBean server, which starts
   * with the help of every diagnostic command: a quarter of a second of each start.
   */
  private static void spareJettyTheQuestion() {
    System.setProperty("org.eclipse.jetty.util.referencesPerCacheLine", "16");
  }

  private static boolean run(Options options) throws Exception {
    Files.createDirectories(options.data());
    try (FileChannel channel =
            FileChannel.open(
                options.data().resolve("lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        System.err.println(
            "Another Linnet runs on "
                + options.data()
                + "; end it, or choose another folder with --data.");
        return false;
      }
      return runLocked(options);
    }
  }

  private static boolean runLocked(Options options) throws InterruptedException {
    Progress progress = new Progress(System.out);
    try {
      System.out.println("Linnet starts; data in " + options.data());
      Linnet linnet = Linnet.start(options, Env.ofProcess(), progress);
      CountDownLatch ended = endsWithProcess(linnet, options);
      greet(linnet.address(), options);
      ended.await();
      return true;
    } catch (BadSetting
        | EmbeddedFault
        | FunctionFault
        | WorkUnavailable
        | UncheckedIOException e) {
      System.err.println(e.getMessage());
      return false;
    }
  }

  private static CountDownLatch endsWithProcess(Linnet linnet, Options options) {
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  linnet.close();
                  forget(options);
                  System.out.println("Linnet has stopped.");
                  ended.countDown();
                },
                "stop"));
    return ended;
  }

  private static void forget(Options options) {
    if (options.ephemeral()) {
      try {
        Folders.delete(options.data());
      } catch (IOException e) {
        System.err.println("The folder " + options.data() + " could not be deleted.");
      }
    }
  }

  private static void greet(String address, Options options) {
    if (!options.only().isEmpty()) {
      System.out.printf(
          "%nLinnet answers at %s (%s only)%n",
          address, String.join(", ", new TreeSet<>(options.only())));
      return;
    }
    System.out.printf(
        """

        Linnet answers at %s

          curl -X POST %s/api/v1/create -H 'Content-Type: application/json' \\
            -d '{"long_url": "https://www.example.com"}'

          documentation: %s/docs      stop: Ctrl-C
        """,
        address, address, address);
  }
}
