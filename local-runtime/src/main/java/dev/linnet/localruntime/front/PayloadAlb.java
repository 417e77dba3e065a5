package dev.linnet.localruntime.front;

import dev.linnet.localruntime.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Writes the event that an Application Load Balancer sends to a function.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html#receive-event-from-load-balancer">
 *     AWS's description</a>
 */
record PayloadAlb(boolean multiValue) {
  private static final String TARGET_GROUPS =
      "arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/";

  byte[] write(HttpCall call, String function) {
    Map<String, List<String>> headers = EventParameters.ofHeaders(call);
    Map<String, List<String>> query =
        EventParameters.ofQuery(call.query(), UnaryOperator.identity());
    EventBody body = EventBody.of(call);
    Map<String, Object> event = new LinkedHashMap<>();
    event.put(
        "requestContext",
        Map.of(
            "elb",
            Map.of("targetGroupArn", TARGET_GROUPS + "linnet-" + function + "/0000000000000000")));
    event.put("httpMethod", call.method());
    event.put("path", call.path());
    if (multiValue) {
      event.put("multiValueQueryStringParameters", query);
      event.put("multiValueHeaders", headers);
    } else {
      event.put("queryStringParameters", EventParameters.last(query));
      event.put("headers", oneEach(headers));
    }
    event.put("body", body.text());
    event.put("isBase64Encoded", body.isBase64());
    return Json.bytes(event);
  }

  /** Cookies that came one by one, as HTTP/2 has them, are one header (RFC 9113, 8.2.3). */
  private static Map<String, String> oneEach(Map<String, List<String>> headers) {
    Map<String, String> one = EventParameters.last(headers);
    one.computeIfPresent(
        "cookie", (name, last) -> String.join("; ", headers.getOrDefault(name, List.of())));
    return one;
  }
}
