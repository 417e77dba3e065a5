package dev.linnet.localruntime.runtime;

import dev.linnet.topology.LambdaFunction;
import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Errors of functions, as JSON in Lambda's words. */
final class Payloads {
  static final String TOO_LARGE = "Function.ResponseSizeTooLarge";
  static final String TIMED_OUT = "Sandbox.Timedout";
  static final int MAX_REPLY = 6_291_556;

  private static final JsonFactory JSON = new JsonFactory();

  private Payloads() {}

  /** What a call within this process gave. */
  static byte[] of(
      Call call, LambdaFunction function, Invocation invocation, @Nullable Throwable failure) {
    return switch (invocation) {
      case Invocation.Answered(byte[] reply) -> reply;
      case Invocation.TimedOut _ -> timedOut(call, function);
      case Invocation.Throttled _ -> error("TooManyRequestsException", "Rate Exceeded.", null);
      case Invocation.Failed(String type) when type.equals(TOO_LARGE) -> tooLarge();
      case Invocation.Failed(String type) ->
          failure == null
              ? error(type, type, null)
              : error(failure.getClass().getName(), failure.getMessage(), failure);
    };
  }

  static byte[] timedOut(Call call, LambdaFunction function) {
    double seconds = function.timeout().toMillis() / 1000.0;
    String sentence = String.format(Locale.ROOT, "Task timed out after %.2f seconds", seconds);
    return ofSandbox(call, TIMED_OUT, sentence);
  }

  static byte[] tooLarge() {
    return error(
        TOO_LARGE,
        "Response payload size exceeded maximum allowed payload size (" + MAX_REPLY + " bytes).",
        null);
  }

  /** What the environment says, and not the function. */
  static byte[] ofSandbox(Call call, String type, String sentence) {
    return error(type, "RequestId: " + call.requestId() + " Error: " + sentence, null);
  }

  private static byte[] error(String type, @Nullable String message, @Nullable Throwable failure) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator error = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      error.writeStartObject();
      error.writeStringProperty("errorMessage", Objects.requireNonNullElse(message, ""));
      error.writeStringProperty("errorType", type);
      if (failure != null) {
        error.writeArrayPropertyStart("stackTrace");
        for (StackTraceElement element : failure.getStackTrace()) {
          error.writeString(element.toString());
        }
        error.writeEndArray();
      }
      error.writeEndObject();
    }
    return out.toByteArray();
  }

  static boolean isJson(byte[] payload) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), payload)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }
}
