package dev.linnet.localruntime.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  /** Does with its process whatever the event says. */
  public static final class Misbehaving implements RequestStreamHandler {
    static final Duration SPIN = Duration.ofMillis(400);
    private static final int TOO_LARGE = 7 * 1024 * 1024;
    private static final int BLOCK = 8 * 1024 * 1024;

    private final List<Object> kept = new ArrayList<>();
    private int calls;

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      calls++;
      String event = new String(input.readAllBytes(), StandardCharsets.UTF_8).replace("\"", "");
      String answer =
          switch (event) {
            case "throw" -> throw new IllegalStateException("a reason");
            case "exit" -> exit(7);
            case "leave" -> exit(0);
            case "hang" -> hang();
            case "heap" -> fill(() -> new byte[Integer.MAX_VALUE / 2]);
            case "memory" -> fill(() -> written(ByteBuffer.allocateDirect(BLOCK)));
            case "garbage" -> "<html>";
            case "large" -> "\"" + "x".repeat(TOO_LARGE) + "\"";
            case "haunt" -> haunt();
            case "spin" -> spin();
            case "calls" -> Integer.toString(calls);
            case "pid" -> Long.toString(ProcessHandle.current().pid());
            case "log" -> logged(context);
            case "folder" -> "\"" + System.getProperty("java.io.tmpdir") + "\"";
            default -> variable(event, context);
          };
      output.write(answer.getBytes(StandardCharsets.UTF_8));
    }

    static String exit(int status) {
      Runtime.getRuntime().halt(status);
      return "";
    }

    private static String hang() {
      while (true) {
        LockSupport.park();
      }
    }

    /** Leaves a thread behind that works on. */
    private static String haunt() {
      Thread.ofPlatform().daemon().start(Misbehaving::spinForEver);
      return Long.toString(ProcessHandle.current().pid());
    }

    private static void spinForEver() {
      while (true) {
        Thread.onSpinWait();
      }
    }

    /** Takes some processor time, however long that takes. */
    private static String spin() {
      ProcessHandle.Info process = ProcessHandle.current().info();
      Duration before = process.totalCpuDuration().orElseThrow();
      while (ProcessHandle.current()
              .info()
              .totalCpuDuration()
              .orElseThrow()
              .minus(before)
              .compareTo(SPIN)
          < 0) {
        Thread.onSpinWait();
      }
      return "1";
    }

    private String fill(Supplier<Object> block) {
      while (true) {
        kept.add(block.get());
      }
    }

    /** Memory counts once it is written to. */
    private static ByteBuffer written(ByteBuffer block) {
      while (block.hasRemaining()) {
        block.putLong(1);
      }
      return block;
    }

    private static String logged(Context context) {
      System.out.println("a line of its own");
      context.getLogger().log("a line of the context's\n");
      return "1";
    }

    private static String variable(String name, Context context) {
      return switch (name) {
        case "context" ->
            "\"%s %s %d %b %s\""
                .formatted(
                    context.getFunctionName(),
                    context.getInvokedFunctionArn(),
                    context.getMemoryLimitInMB(),
                    context.getRemainingTimeInMillis() > 1_000,
                    context.getClientContext() == null
                        ? ""
                        : context.getClientContext().getCustom());
        case "trace" -> "\"" + System.getProperty("com.amazonaws.xray.traceHeader") + "\"";
        default -> "\"" + System.getenv(name) + "\"";
      };
    }
  }

  /** A runtime of its own: it streams, which AWS's client for Java does not. */
  public static final class Streaming extends Quiet {
    private static final Pattern ID = Pattern.compile("(?i)Request-Id: (\\S+)");

    private final String[] api = System.getenv("AWS_LAMBDA_RUNTIME_API").split("[:/]");

    public Streaming() throws IOException {
      while (true) {
        String next = ask("GET", "invocation/next", "Connection: close\r\n\r\n");
        Matcher id = ID.matcher(next);
        if (!id.find()) {
          return;
        }
        answer(id.group(1), next.substring(next.indexOf("\r\n\r\n") + 4));
      }
    }

    private void answer(String id, String event) throws IOException {
      try (Socket socket = new Socket(api[0], Integer.parseInt(api[1]))) {
        OutputStream out = socket.getOutputStream();
        send(out, head("POST", "invocation/" + id + "/response"));
        send(out, "Lambda-Runtime-Function-Response-Mode: streaming\r\n");
        send(out, "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n4\r\none \r\n");
        send(out, end(event));
        socket.getInputStream().readAllBytes();
      }
    }

    private static String end(String event) {
      return switch (event) {
        case "\"wait\"" -> {
          awaitGate();
          yield "3\r\ntwo\r\n0\r\n\r\n";
        }
        case "\"exit\"" -> {
          awaitGate();
          yield Misbehaving.exit(7);
        }
        case "\"fail\"" ->
            String.join(
                "\r\n",
                "0",
                "Lambda-Runtime-Function-Error-Type: Function.Broken",
                "Lambda-Runtime-Function-Error-Body: e30=",
                "",
                "");
        default -> "0\r\n\r\n";
      };
    }

    private static void awaitGate() {
      while (Files.notExists(Path.of(System.getenv("GATE")))) {
        LockSupport.parkNanos(1_000_000);
      }
    }

    private String ask(String method, String what, String rest) throws IOException {
      try (Socket socket = new Socket(api[0], Integer.parseInt(api[1]))) {
        send(socket.getOutputStream(), head(method, what) + rest);
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      }
    }

    private String head(String method, String what) {
      return "%s /%s/2018-06-01/runtime/%s HTTP/1.1\r\nHost: %s\r\n"
          .formatted(method, api[2], what, api[0]);
    }

    private static void send(OutputStream out, String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  /** A program that never ends by itself. */
  public static final class Haunting {
    private Haunting() {}

    public static void main(String[] arguments) {
      Misbehaving.hang();
    }
  }

  /** Does not come to the end of its start. */
  public static final class Hanging extends Quiet {
    public Hanging() {
      while (!Thread.currentThread().isInterrupted()) {
        LockSupport.park();
      }
    }
  }

  /** Exits before it can be called. */
  public static final class Leaving extends Quiet {
    public Leaving() {
      Runtime.getRuntime().halt(3);
    }
  }

  /** Leaves a file behind when its process is asked to end. */
  public static final class Cleaning extends Quiet {
    public Cleaning() {
      Path file = Path.of(System.getenv("LAST_WORDS"));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> touch(file)));
    }

    private static void touch(Path file) {
      try {
        Files.createFile(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
