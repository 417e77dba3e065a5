package dev.linnet.invoker;

import java.io.IOException;
import java.io.InputStream;

/** An event's bytes in, the reply's bytes out. Called by many threads at once. */
@FunctionalInterface
public interface StreamFunction {
  byte[] answer(InputStream event) throws IOException;
}
