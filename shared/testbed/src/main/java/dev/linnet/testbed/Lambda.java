package dev.linnet.testbed;

import dev.linnet.invoker.LeanInvoker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A function's handler, called as Lambda calls it: bytes in, bytes out. */
public final class Lambda implements AutoCloseable {
  private final LeanInvoker handler;

  /** Closes the handler in the end. */
  public Lambda(LeanInvoker handler) {
    this.handler = handler;
  }

  public Reply http(Map<String, Object> event) {
    return new Reply(call(event));
  }

  public Map<String, Object> call(Map<String, Object> event) {
    return Captured.read(call(Captured.write(event)));
  }

  public String call(String event) {
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    try {
      byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
      handler.handleRequest(new ByteArrayInputStream(bytes), reply, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return reply.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    handler.close();
  }
}
