package dev.linnet.pulumi;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a function meets on AWS: Lambda's runtime API, and Secrets Manager. One function at a time.
 */
final class SmallAws implements AutoCloseable {
  private static final String INVOCATION = "/2018-06-01/runtime/invocation/";
  private static final Pattern SECRET = Pattern.compile("secret:linnet/[a-z]+/([a-z-]+)-AbCdEf");

  private final Map<StackSecret, String> secrets;
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final HttpServer server;

  SmallAws(Map<StackSecret, String> secrets) throws IOException {
    this.secrets = secrets;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.setExecutor(task -> Thread.ofVirtual().start(task));
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Hands the event to the function that waits for one; answers its reply, or its error.
   *
   * @param function which may die instead
   */
  String call(String event, Process function, Duration patience) throws InterruptedException {
    events.clear(); // of one that never asked
    events.add(event);
    Instant end = Instant.now().plus(patience);
    while (function.isAlive() && Instant.now().isBefore(end)) {
      String answer = answers.poll(100, TimeUnit.MILLISECONDS);
      if (answer != null) {
        return answer;
      }
    }
    events.clear();
    return "no answer";
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (path.equals(INVOCATION + "next")) {
      next(exchange);
    } else if (path.startsWith("/2018-06-01/runtime/")) {
      answers.add(path.endsWith("/response") ? body : "error: " + body);
      reply(exchange, 202, "");
    } else if (body.contains("SecretId")) {
      secret(exchange, body);
    } else {
      reply(exchange, 200, "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}");
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    try {
      String event = events.take();
      long deadline = Instant.now().plusSeconds(300).toEpochMilli();
      exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "request-1");
      exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
      exchange
          .getResponseHeaders()
          .set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:x:1:function:f:live");
      reply(exchange, 200, event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void secret(HttpExchange exchange, String body) throws IOException {
    Matcher name = SECRET.matcher(body);
    String value = name.find() ? secrets.get(secretNamed(name.group(1))) : null;
    boolean signed = exchange.getRequestHeaders().containsKey("Authorization");
    if (value == null || !signed) {
      reply(exchange, 400, "{\"__type\":\"AccessDeniedException\"}");
    } else {
      reply(exchange, 200, Json.write(Json.object("SecretString", value)));
    }
  }

  private static StackSecret secretNamed(String awsName) {
    for (StackSecret secret : StackSecret.values()) {
      if (secret.awsName().equals(awsName)) {
        return secret;
      }
    }
    throw new IllegalArgumentException(awsName);
  }

  private static void reply(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json"); // its client needs one
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    events.add(""); // for whoever still waits
  }
}
