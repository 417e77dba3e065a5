package dev.linnet.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Links that a service has made, which are followed in turn. */
record Links(List<String> keys) {
  static final String TARGET = "https://www.example.com/some/page";

  private static final Pattern KEY = Pattern.compile("\"key\":\"([^\"]+)\"");
  private static final int COUNT = 1_000;

  /** Has a service make some. */
  static Links by(URI service) throws IOException {
    List<String> keys = new ArrayList<>(COUNT);
    try (KeepAlive connection = new KeepAlive(service)) {
      for (int i = 0; keys.size() < COUNT; i++) {
        Matcher matcher = KEY.matcher(connection.exchange(create(i)).body());
        if (matcher.find()) {
          keys.add(matcher.group(1));
        } else if (i > 2 * COUNT) { // the first ones may come too late on a busy machine
          throw new IOException("The service makes no links.");
        }
      }
    }
    return new Links(keys);
  }

  static byte[] create(long number) {
    return KeepAlive.post("/api/v1/create", "{\"long_url\":\"" + TARGET + "\"}");
  }

  /** The bytes of request number 0, 1, 2, ... */
  LongFunction<byte[]> follow() {
    List<byte[]> requests = keys.stream().map(key -> KeepAlive.get("/" + key)).toList();
    return number -> requests.get((int) (number % requests.size()));
  }
}
