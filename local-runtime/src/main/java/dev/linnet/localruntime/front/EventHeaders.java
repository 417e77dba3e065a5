package dev.linnet.localruntime.front;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The headers of a request as a function sees them. */
final class EventHeaders {
  private static final String CONNECTION = "connection";
  private static final String COOKIE = "cookie";
  private static final String FORWARDED_FOR = "x-forwarded-for";

  /** They end at the front: RFC 9110, section 7.6.1. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(CONNECTION, "keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade");

  private EventHeaders() {}

  /** Values of one name become one, joined by commas; cookies are not among them. */
  static Map<String, String> of(HttpCall call) {
    Map<String, String> headers = new LinkedHashMap<>();
    call.headers().forEach((name, values) -> headers.put(name, joined(values)));
    headers.remove(COOKIE);
    if (headers.containsKey(CONNECTION)) {
      parts(call, CONNECTION, ",").forEach(name -> headers.remove(name.toLowerCase(Locale.ROOT)));
    }
    OF_THE_CONNECTION.forEach(headers::remove);
    headers.put(FORWARDED_FOR, forwardedFor(call, headers.get(FORWARDED_FOR)));
    headers.putIfAbsent("x-forwarded-port", Integer.toString(call.port()));
    headers.putIfAbsent("x-forwarded-proto", "http");
    if (call.body().length > 0) {
      headers.put("content-length", Integer.toString(call.body().length));
    }
    return headers;
  }

  static List<String> cookies(HttpCall call) {
    return call.headers().containsKey(COOKIE) ? parts(call, COOKIE, ";").toList() : List.of();
  }

  static String joined(List<String> values) {
    return values.size() == 1 ? values.getFirst() : String.join(",", values);
  }

  private static Stream<String> parts(HttpCall call, String name, String separator) {
    return call.headers().getOrDefault(name, List.of()).stream()
        .flatMap(header -> Arrays.stream(header.split(separator, -1)))
        .map(String::strip)
        .filter(part -> !part.isEmpty());
  }

  private static String forwardedFor(HttpCall call, @Nullable String before) {
    return before == null ? call.clientAddress() : before + ", " + call.clientAddress();
  }
}
