package dev.linnet.invoker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;
import org.springframework.cloud.function.context.FunctionRegistration;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.GenericMessage;

/**
 * A {@link StreamFunction} as Spring Cloud Function sees it. Streams both ways keep it from parsing
 * the event: it would take a client's header {@code payload} or a JSON array for its own.
 */
final class StreamRegistration {
  /** Bytes that nobody is to look into. */
  private static final MessageHeaders BYTES =
      new PlainHeaders(Map.of(MessageHeaders.CONTENT_TYPE, "application/octet-stream"));

  private StreamRegistration() {}

  static FunctionRegistration<Function<Message<InputStream>, Message<byte[]>>> of(
      String name, StreamFunction function) {
    ResolvableType type =
        ResolvableType.forClassWithGenerics(
            Function.class,
            ResolvableType.forClassWithGenerics(Message.class, InputStream.class),
            ResolvableType.forClassWithGenerics(Message.class, byte[].class));
    Function<Message<InputStream>, Message<byte[]>> messages =
        event -> new GenericMessage<>(answer(function, event.getPayload()), BYTES);
    return new FunctionRegistration<>(messages, name).type(type.getType());
  }

  private static byte[] answer(StreamFunction function, InputStream event) {
    try {
      return function.answer(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
