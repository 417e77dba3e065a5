package dev.linnet.localruntime.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;

/** Handlers that tests put into zips, to be loaded from there. */
final class Handlers {
  private Handlers() {}

  /**
   * Lets the test answer. The two share the JDK's classes only, so the test leaves its answers
   * among the system's properties.
   */
  public static final class Asking implements RequestStreamHandler, AutoCloseable {
    static final String ANSWERS = "linnet.test.answers";

    private volatile String name = "";

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      name = context.getFunctionName();
      String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
      output.write(answer(name).apply(event).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
      var _ = answer(name + " closes").apply(name);
    }

    @SuppressWarnings("unchecked")
    private static Function<String, String> answer(String name) {
      return ((Map<String, Function<String, String>>) System.getProperties().get(ANSWERS))
          .getOrDefault(name, event -> "null");
    }
  }

  /** Tells what it is told about its call, and its library's word. */
  public static final class Telling implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      context.getLogger().log("called");
      String told =
          "%s %s %d %b %b"
              .formatted(
                  Library.word(),
                  context.getFunctionName(),
                  context.getMemoryLimitInMB(),
                  context.getRemainingTimeInMillis() > 10_000,
                  context.getRemainingTimeInMillis() <= 20_000);
      output.write(told.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Lies in a jar of its own. */
  public static final class Library {
    private Library() {}

    static String word() {
      return "library";
    }
  }

  /** Answers more than a process can hold. */
  public static final class Flooding implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      byte[] block = new byte[1 << 20];
      for (int i = 0; i < 8_192; i++) {
        output.write(block);
      }
    }
  }

  /** Does nothing. */
  public static class Quiet implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {}
  }

  /** Refuses to start, with a sentence. */
  public static final class Refusing extends Quiet {
    public Refusing() {
      throw new IllegalArgumentException("KEY_LENGTH is 13; it must be a number from 5 to 12.");
    }
  }

  /** Refuses to start, and does not say why. */
  public static final class Silent extends Quiet {
    public Silent() {
      throw new IllegalStateException();
    }
  }

  /** Cannot even be initialized. */
  public static final class Broken extends Quiet {
    static final int NUMBER = Integer.parseInt("none");
  }

  /** Is no handler. */
  public static final class Stranger {}
}
