package dev.linnet.invoker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** The captured events, and handlers called with them as Lambda does. */
final class Samples {
  private Samples() {}

  static byte[] bytes(String name) throws IOException {
    try (InputStream in = Samples.class.getResourceAsStream("/samples/" + name + ".json")) {
      return in.readAllBytes();
    }
  }

  static String text(String name) throws IOException {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  static String call(FunctionInvoker handler, String event) throws IOException {
    return call(handler, event.getBytes(StandardCharsets.UTF_8));
  }

  static String call(FunctionInvoker handler, byte[] event) throws IOException {
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(event), reply, new CallContext("call-1"));
    return reply.toString(StandardCharsets.UTF_8);
  }
}
