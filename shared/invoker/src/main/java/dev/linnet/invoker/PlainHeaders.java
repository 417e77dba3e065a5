package dev.linnet.invoker;

import java.util.Map;
import org.springframework.messaging.MessageHeaders;

/**
 * Headers without the id and the time that Spring gives to every message, and nobody of ours reads:
 * the first id alone starts the JDK's secure random numbers.
 */
final class PlainHeaders extends MessageHeaders {
  private static final long serialVersionUID = 1;
  private static final long NO_TIME = -1;

  PlainHeaders(Map<String, Object> headers) {
    super(headers, ID_VALUE_NONE, NO_TIME);
  }
}
