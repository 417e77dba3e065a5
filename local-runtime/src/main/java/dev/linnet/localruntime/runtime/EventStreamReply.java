package dev.linnet.localruntime.runtime;

import dev.linnet.localruntime.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/**
 * A reply as events of AWS's binary format: chunks of the payload, and at the end how it ended. It
 * begins with its first event. Thread-safe.
 */
final class EventStreamReply implements ReplyStream {
  private final Response response;
  private final String requestId;
  private @Nullable OutputStream out;
  private boolean over;

  EventStreamReply(Response response, String requestId) {
    this.response = response;
    this.requestId = requestId;
  }

  @Override
  public synchronized void write(byte[] bytes) {
    if (bytes.length > 0) {
      send("PayloadChunk", "application/octet-stream", bytes);
    }
  }

  /** Ends the stream; what comes later is dropped. */
  synchronized void complete(Outcome outcome, boolean withLog) {
    if (!outcome.isError()) {
      write(outcome.payload());
    }
    send("InvokeComplete", "application/json", Json.bytes(end(outcome, withLog)));
    over = true;
  }

  /** AWS does not tell what its error codes are; an error's type says most. */
  private static Map<String, Object> end(Outcome outcome, boolean withLog) {
    Map<String, Object> end = new LinkedHashMap<>();
    if (outcome.isError()) {
      end.put("ErrorCode", Payloads.errorType(outcome.payload()).orElse("Unhandled"));
      end.put("ErrorDetails", new String(outcome.payload(), StandardCharsets.UTF_8));
    }
    if (withLog) {
      end.put("LogResult", outcome.logTail());
    }
    return end;
  }

  /** Each event is sent at once. */
  private void send(String event, String type, byte[] payload) {
    if (over) {
      return;
    }
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put(":event-type", HeaderValue.fromString(event));
    headers.put(":content-type", HeaderValue.fromString(type));
    headers.put(":message-type", HeaderValue.fromString("event"));
    try {
      OutputStream stream = begun();
      new Message(headers, payload).encode(stream);
      stream.flush();
    } catch (IOException e) {
      over = true; // the caller has gone, and the function goes on as on Lambda
    }
  }

  private OutputStream begun() {
    if (out == null) {
      response.setStatus(200);
      response.getHeaders().put("Content-Type", "application/vnd.amazon.eventstream");
      response.getHeaders().put("X-Amz-Executed-Version", "$LATEST");
      response.getHeaders().put("x-amzn-RequestId", requestId);
      out = Content.Sink.asOutputStream(response);
    }
    return out;
  }
}
