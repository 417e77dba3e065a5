package dev.linnet.localruntime.front;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the event that an HTTP API sends to a function, payload format version 2.0.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
 *     AWS's description</a>
 */
final class PayloadV2 {
  private static final String API = "local";
  private static final String STAGE = "$default";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final JsonFactory json = new JsonFactory();
  private final InstantSource clock;
  private volatile Second second = new Second(Long.MIN_VALUE, "");

  PayloadV2(InstantSource clock) {
    this.clock = clock;
  }

  byte[] write(HttpCall call, RouteTable.Match match, String requestId) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024 + call.body().length * 4 / 3);
    try (JsonGenerator event = json.createGenerator(ObjectWriteContext.empty(), out)) {
      event.writeStartObject();
      event.writeStringProperty("version", "2.0");
      event.writeStringProperty("routeKey", match.route().routeKey());
      event.writeStringProperty("rawPath", call.path());
      event.writeStringProperty("rawQueryString", call.query());
      writeHeaders(event, call);
      writeQuery(event, call.query());
      writeContext(event, call, match, requestId);
      if (!match.parameters().isEmpty()) {
        writeTexts(event, "pathParameters", match.parameters());
      }
      writeBody(event, call);
      event.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void writeHeaders(JsonGenerator event, HttpCall call) {
    List<String> cookies = EventHeaders.cookies(call);
    if (!cookies.isEmpty()) {
      event.writeArrayPropertyStart("cookies");
      cookies.forEach(event::writeString);
      event.writeEndArray();
    }
    writeTexts(event, "headers", EventHeaders.of(call));
  }

  private static void writeQuery(JsonGenerator event, String query) {
    if (query.isEmpty()) {
      return;
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      String name = Percent.decodedQuery(equals < 0 ? parameter : parameter.substring(0, equals));
      String value = equals < 0 ? "" : Percent.decodedQuery(parameter.substring(equals + 1));
      if (!name.isEmpty()) {
        parameters.merge(name, value, (some, more) -> some + "," + more);
      }
    }
    if (!parameters.isEmpty()) {
      writeTexts(event, "queryStringParameters", parameters);
    }
  }

  private void writeContext(
      JsonGenerator event, HttpCall call, RouteTable.Match match, String requestId) {
    Instant now = clock.instant();
    event.writeObjectPropertyStart("requestContext");
    event.writeStringProperty("accountId", "000000000000");
    event.writeStringProperty("apiId", API);
    event.writeStringProperty("domainName", call.host());
    event.writeStringProperty("domainPrefix", beforeDot(call.host()));
    event.writeObjectPropertyStart("http");
    event.writeStringProperty("method", call.method());
    event.writeStringProperty("path", call.path());
    event.writeStringProperty("protocol", call.protocol());
    event.writeStringProperty("sourceIp", call.clientAddress());
    event.writeStringProperty(
        "userAgent", EventHeaders.joined(call.headers().getOrDefault("user-agent", List.of())));
    event.writeEndObject();
    event.writeStringProperty("requestId", requestId);
    event.writeStringProperty("routeKey", match.route().routeKey());
    event.writeStringProperty("stage", STAGE);
    event.writeStringProperty("time", time(now));
    event.writeNumberProperty("timeEpoch", now.toEpochMilli());
    event.writeEndObject();
  }

  private static String beforeDot(String host) {
    int dot = host.indexOf('.');
    return dot < 0 ? host : host.substring(0, dot);
  }

  /** Formatting costs more than the rest of the context, so it is done once a second. */
  private String time(Instant now) {
    Second last = second;
    if (last.epoch() != now.getEpochSecond()) {
      last = new Second(now.getEpochSecond(), TIME.format(now));
      second = last;
    }
    return last.text();
  }

  private static void writeBody(JsonGenerator event, HttpCall call) {
    String text = call.body().length == 0 ? "" : text(call);
    if (call.body().length > 0) {
      event.writeStringProperty(
          "body", text == null ? Base64.getEncoder().encodeToString(call.body()) : text);
    }
    event.writeBooleanProperty("isBase64Encoded", text == null);
  }

  /**
   * The body as text, where its content type is one of text, no content encoding hides it and it is
   * UTF-8; else null.
   */
  private static @Nullable String text(HttpCall call) {
    String type = String.join(",", call.headers().getOrDefault("content-type", List.of()));
    String lower = type.toLowerCase(Locale.ROOT);
    boolean isText =
        lower.startsWith("text/")
            || lower.startsWith("application/json")
            || lower.startsWith("application/javascript")
            || lower.startsWith("application/xml");
    try {
      return isText && !call.headers().containsKey("content-encoding")
          ? StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(call.body())).toString()
          : null;
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static void writeTexts(JsonGenerator event, String name, Map<String, String> texts) {
    event.writeObjectPropertyStart(name);
    texts.forEach(event::writeStringProperty);
    event.writeEndObject();
  }

  /** The text of a second since 1970. */
  private record Second(long epoch, String text) {}
}
