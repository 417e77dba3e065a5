package dev.linnet.localruntime.runtime;

import dev.linnet.topology.LambdaFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Functions that run as Linnet's own do, from a zip; what each does with an event is a piece of the
 * test's code.
 */
public final class TestFunctions implements AutoCloseable {
  public static final Duration LIMIT = Duration.ofSeconds(20);

  private final Path folder;
  private final Path zip;
  private final Map<String, Function<String, String>> answers = new ConcurrentHashMap<>();
  private final List<LocalFunction> started = new ArrayList<>();

  private TestFunctions(Path folder, Path zip) {
    this.folder = folder;
    this.zip = zip;
  }

  /** Functions in a folder of the test's; one set of them at a time. */
  public static TestFunctions in(Path folder) {
    try {
      TestFunctions functions = new TestFunctions(folder, TestZip.of(folder.resolve("test.zip")));
      System.getProperties().put(Handlers.Asking.ANSWERS, functions.answers);
      return functions;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public LocalFunction start(String name, Function<String, String> answer) {
    return start(name, LIMIT, answer);
  }

  public LocalFunction start(String name, Duration timeout, Function<String, String> answer) {
    answers.put("linnet-" + name, answer);
    return start(
        new LambdaFunction(name, Handlers.Asking.class.getName(), 512, timeout, "for a test"),
        zip,
        Map.of());
  }

  /** What the function of this name does at its end. */
  void atTheEndOf(String name, Runnable last) {
    answers.put(
        "linnet-" + name + " closes",
        event -> {
          last.run();
          return event;
        });
  }

  LocalFunction start(Class<?> handler) {
    return start(handler.getName(), zip, Map.of());
  }

  LocalFunction start(String handler, Path from, Map<String, String> settings) {
    return start(new LambdaFunction("other", handler, 512, LIMIT, "for a test"), from, settings);
  }

  private LocalFunction start(LambdaFunction function, Path from, Map<String, String> settings) {
    LocalFunction local = LocalFunction.start(function, from, folder.resolve("run"), settings);
    started.add(local);
    return local;
  }

  Path zip() {
    return zip;
  }

  @Override
  public void close() {
    started.forEach(LocalFunction::close);
  }
}
