package dev.linnet.localruntime.front;

import dev.linnet.localruntime.json.Json;
import dev.linnet.topology.Route;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes the event that a REST API sends to a function, payload format 1.0. The API has a domain of
 * its own, so that its stage does not stand in paths.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format">
 *     AWS's description</a>
 */
final class PayloadV1 {
  private static final String STAGE = "prod";
  private static final String PROXY = "/{proxy+}";
  private static final Pattern WORD = Pattern.compile("(^|-)([a-z])");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** What only a signed request has. */
  private static final List<String> NOBODY =
      List.of(
          "accessKey",
          "accountId",
          "caller",
          "cognitoAuthenticationProvider",
          "cognitoAuthenticationType",
          "cognitoIdentityId",
          "cognitoIdentityPoolId",
          "principalOrgId",
          "user",
          "userArn");

  private final InstantSource clock;

  PayloadV1(InstantSource clock) {
    this.clock = clock;
  }

  byte[] write(HttpCall call, RouteTable.Match match, String requestId) {
    Map<String, List<String>> headers = headers(call);
    Map<String, List<String>> query = EventParameters.ofQuery(call.query(), Percent::decodedQuery);
    EventBody body = EventBody.of(call);
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("resource", resource(match.route(), call.path()));
    event.put("path", call.path());
    event.put("httpMethod", call.method());
    event.put("headers", EventParameters.last(headers));
    event.put("multiValueHeaders", headers);
    event.put("queryStringParameters", query.isEmpty() ? null : EventParameters.last(query));
    event.put("multiValueQueryStringParameters", query.isEmpty() ? null : query);
    event.put("pathParameters", parameters(match, call.path()));
    event.put("stageVariables", null);
    event.put("requestContext", context(call, match, requestId));
    event.put("body", call.body().length == 0 ? null : body.text());
    event.put("isBase64Encoded", body.isBase64());
    return Json.bytes(event);
  }

  /** A REST API has no default route; a greedy resource takes its place. */
  private static String resource(Route route, String path) {
    return route.isDefault() ? path.equals("/") ? "/" : PROXY : route.path();
  }

  private static @Nullable Map<String, String> parameters(RouteTable.Match match, String path) {
    if (match.route().isDefault() && !path.equals("/")) {
      return Map.of("proxy", Percent.decodedPath(path.substring(1)));
    }
    return match.parameters().isEmpty() ? null : match.parameters();
  }

  /** Names are passed on as the client wrote them, which is here how most clients write them. */
  private static Map<String, List<String>> headers(HttpCall call) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    EventParameters.ofHeaders(call)
        .forEach(
            (name, values) -> {
              if (!name.equals("content-length")) {
                headers.put(written(name), values);
              }
            });
    return headers;
  }

  private static String written(String name) {
    return WORD.matcher(name).replaceAll(word -> word.group().toUpperCase(Locale.ROOT));
  }

  private Map<String, Object> context(HttpCall call, RouteTable.Match match, String requestId) {
    Instant now = clock.instant();
    String resource = resource(match.route(), call.path());
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("accountId", "000000000000");
    context.put("apiId", "local");
    context.put("domainName", call.host());
    context.put("domainPrefix", call.host().split("\\.", 2)[0]);
    context.put("extendedRequestId", requestId);
    context.put("httpMethod", call.method());
    context.put("identity", identity(call));
    context.put("path", call.path());
    context.put("protocol", call.protocol());
    context.put("requestId", requestId);
    context.put("requestTime", TIME.format(now));
    context.put("requestTimeEpoch", now.toEpochMilli());
    context.put("resourceId", Integer.toString(resource.hashCode() & 0xFFFFFF, 36));
    context.put("resourcePath", resource);
    context.put("stage", STAGE);
    return context;
  }

  private static Map<String, @Nullable Object> identity(HttpCall call) {
    Map<String, @Nullable Object> identity = new LinkedHashMap<>();
    NOBODY.forEach(name -> identity.put(name, null));
    identity.put("sourceIp", call.clientAddress());
    identity.put(
        "userAgent", String.join(",", call.headers().getOrDefault("user-agent", List.of())));
    return identity;
  }
}
