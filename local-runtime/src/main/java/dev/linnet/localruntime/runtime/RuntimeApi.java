package dev.linnet.localruntime.runtime;

import dev.linnet.localruntime.operator.HttpAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's Runtime API, on one loopback port for all execution conversations. Each has a path of
 * its own that nobody can guess, so that none can speak for another.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">AWS's
 *     description</a>
 */
final class RuntimeApi extends Handler.Abstract implements AutoCloseable {
  private static final Pattern PATH =
      Pattern.compile(
          "/(?<key>\\w+)/2018-06-01/runtime/"
              + "(?<what>init/error|invocation/next|invocation/(?<id>[\\w-]+)/(response|error))");

  private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
  private static final String ERROR_BODY = "Lambda-Runtime-Function-Error-Body";

  private static final String RESPONSE_MODE = "Lambda-Runtime-Function-Response-Mode";

  /** AWS: "The maximum response payload size for streamed responses is 200 MB". */
  private static final long MAX_STREAM = 200L * 1024 * 1024;

  private static final int CHUNK = 16 * 1024;
  private static final byte[] NOTHING = new byte[0];

  private final Server server;
  private final ServerConnector connector;
  private final Map<String, Conversation> conversations = new ConcurrentHashMap<>();

  private RuntimeApi() {
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setName("runtime-api");
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    this.server = new Server(threads);
    HttpConfiguration settings = new HttpConfiguration();
    settings.setSendServerVersion(false);
    this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(settings));
    connector.setHost("127.0.0.1");
    connector.setIdleTimeout(0); // an environment waits for its next call as long as it takes
    server.addConnector(connector);
    server.setHandler(this);
  }

  static RuntimeApi listen() {
    RuntimeApi api = new RuntimeApi();
    try {
      api.server.start();
      return api;
    } catch (Exception e) {
      throw new IllegalStateException("The Runtime API cannot listen on a loopback port.", e);
    }
  }

  /** Where the environment of this key finds it, as {@code AWS_LAMBDA_RUNTIME_API} says it. */
  String address(String key) {
    return "127.0.0.1:" + connector.getLocalPort() + "/" + key;
  }

  void open(String key, Conversation conversation) {
    conversations.put(key, conversation);
  }

  void forget(String key) {
    conversations.remove(key);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    Matcher path = PATH.matcher(request.getHttpURI().getPath());
    Conversation conversation = path.matches() ? conversations.get(path.group("key")) : null;
    if (conversation == null) {
      return false;
    }
    if (path.group("what").equals("invocation/next")) {
      next(conversation).write(response, callback);
    } else {
      HttpAnswer answer = take(conversation, path.group("what"), path.group("id"), request);
      answer.write(response, callback);
    }
    return true;
  }

  private static HttpAnswer next(Conversation conversation) {
    return conversation
        .next()
        .map(
            next ->
                new HttpAnswer(200, next.headers(conversation.functionArn()), next.call().event()))
        .orElseGet(() -> error(410, "Runtime.Ended", "This environment is ending."));
  }

  private static HttpAnswer take(Conversation conversation, String what, String id, Request request)
      throws IOException {
    String type = header(request, ERROR_TYPE);
    if (what.equals("init/error")) {
      conversation.failInit(type, body(request));
      return accepted();
    }
    Answer answer =
        what.endsWith("/error")
            ? new Answer.Failed(type, body(request))
            : reply(request, conversation.streamOf(id).filter(_ -> isStreamed(request)));
    if (!conversation.answer(id, answer)) {
      return error(400, "InvalidRequestID", "Invalid request ID");
    }
    return answer instanceof Answer.TooLarge
        ? error(
            413, "RequestEntityTooLarge", "Exceeded maximum allowed payload size (6291556 bytes).")
        : accepted();
  }

  private static boolean isStreamed(Request request) {
    return "streaming".equalsIgnoreCase(request.getHeaders().get(RESPONSE_MODE));
  }

  /** What has been passed on to a stream is not in the answer any more. */
  private static Answer reply(Request request, Optional<ReplyStream> stream) throws IOException {
    byte[] body = stream.isPresent() ? NOTHING : body(request);
    boolean fits =
        stream.isPresent() ? passOn(request, stream.get()) : body.length <= Payloads.MAX_REPLY;
    return failure(request.getTrailers())
        .orElseGet(() -> fits ? new Answer.Reply(body) : new Answer.TooLarge());
  }

  /** False where it is more than may be streamed; the rest is read and dropped. */
  private static boolean passOn(Request request, ReplyStream stream) throws IOException {
    byte[] buffer = new byte[CHUNK];
    long left = MAX_STREAM;
    try (InputStream in = Content.Source.asInputStream(request)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        left -= read;
        if (left >= 0) {
          stream.write(Arrays.copyOf(buffer, read));
        }
      }
    }
    return left >= 0;
  }

  /** A reply that is streamed ends with trailers, which may say that it has failed midway. */
  private static Optional<Answer> failure(@Nullable HttpFields trailers) {
    String type = trailers == null ? null : trailers.get(ERROR_TYPE);
    if (trailers == null || type == null) {
      return Optional.empty();
    }
    String error = Objects.requireNonNullElse(trailers.get(ERROR_BODY), "");
    return Optional.of(new Answer.Failed(type, Payloads.ofTrailer(type, error)));
  }

  /** One byte more than allowed shows that it is too long; the rest is read and dropped. */
  private static byte[] body(Request request) throws IOException {
    try (InputStream in = Content.Source.asInputStream(request)) {
      byte[] body = in.readNBytes(Payloads.MAX_REPLY + 1);
      in.skip(Long.MAX_VALUE);
      return body;
    }
  }

  private static String header(Request request, String name) {
    return Objects.requireNonNullElse(request.getHeaders().get(name), "Runtime.Unknown");
  }

  private static HttpAnswer accepted() {
    return json(202, "{\"status\":\"OK\"}");
  }

  private static HttpAnswer error(int status, String type, String message) {
    return json(status, "{\"errorMessage\":\"%s\",\"errorType\":\"%s\"}".formatted(message, type));
  }

  private static HttpAnswer json(int status, String body) {
    return new HttpAnswer(
        status, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The Runtime API does not stop.", e);
    }
  }
}
