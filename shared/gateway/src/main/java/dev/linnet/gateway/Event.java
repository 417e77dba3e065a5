package dev.linnet.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event, understood.
 *
 * @param fault what is wrong with the request's body, which is empty then; null: nothing
 */
record Event(Request request, @Nullable Problem fault) {

  static Event of(Envelope envelope, int maxBody) {
    Origin origin = envelope.origin();
    Headers headers = headers(envelope, origin);
    Body body = Body.empty();
    Problem fault = null;
    if (isTooLong(envelope, maxBody)) {
      fault = Problem.tooLarge(maxBody);
    } else {
      try {
        body = body(envelope);
        fault = body.size() > maxBody ? Problem.tooLarge(maxBody) : null;
      } catch (IllegalArgumentException e) {
        fault = Problem.of(400, "body_not_base64", "The body did not arrive as valid base64.");
      }
    }
    Request request =
        new Request(
            origin,
            method(envelope, origin),
            EventPath.of(envelope, origin),
            query(envelope, origin),
            headers,
            cookies(envelope, origin, headers),
            fault == null ? body : Body.empty(),
            id(envelope, headers),
            clientAddress(envelope, headers));
    return new Event(request, fault);
  }

  /** Told by its length alone, before anything is decoded. */
  private static boolean isTooLong(Envelope envelope, int maxBody) {
    String body = envelope.body;
    return body != null && (envelope.base64 ? body.length() / 4L * 3 - 2 : body.length()) > maxBody;
  }

  private static Body body(Envelope envelope) {
    String body = envelope.body;
    if (body == null || body.isEmpty()) {
      return Body.empty();
    }
    return envelope.base64 ? Body.Bytes.ofBase64(body) : Body.of(body);
  }

  private static String method(Envelope envelope, Origin origin) {
    String method = origin == Origin.API_GATEWAY_V2 ? envelope.contextMethod : envelope.httpMethod;
    if (method == null || method.isEmpty()) {
      throw new MalformedEvent("The event names no HTTP method.", null);
    }
    return method;
  }

  private static Headers headers(Envelope envelope, Origin origin) {
    boolean multi = envelope.hasMultiValueHeaders && origin != Origin.API_GATEWAY_V2;
    return Headers.of(multi ? envelope.multiValueHeaders : envelope.headers);
  }

  private static Query query(Envelope envelope, Origin origin) {
    List<String> parameters =
        envelope.multiValueQuery.isEmpty() ? envelope.query : envelope.multiValueQuery;
    return switch (origin) {
      case API_GATEWAY_V2 ->
          Query.parse(envelope.rawQueryString == null ? "" : envelope.rawQueryString);
      case API_GATEWAY_V1 -> query(parameters);
      // A load balancer passes on what the client sent, still encoded.
      case ALB, ALB_MULTI -> query(parameters.stream().map(Percent::decodeForm).toList());
    };
  }

  private static Query query(List<String> parameters) {
    if (parameters.isEmpty()) {
      return Query.NONE;
    }
    List<Query.Parameter> pairs = new ArrayList<>(parameters.size() / 2);
    for (int i = 0; i < parameters.size(); i += 2) {
      pairs.add(new Query.Parameter(parameters.get(i), parameters.get(i + 1)));
    }
    return new Query(pairs);
  }

  private static List<String> cookies(Envelope envelope, Origin origin, Headers headers) {
    if (origin == Origin.API_GATEWAY_V2) {
      return envelope.cookies;
    }
    List<String> cookies = new ArrayList<>();
    for (String line : headers.values("Cookie")) {
      for (String cookie : line.split(";", -1)) {
        if (!cookie.isBlank()) {
          cookies.add(cookie.strip());
        }
      }
    }
    return cookies;
  }

  private static String id(Envelope envelope, Headers headers) {
    String id = envelope.requestId;
    if (id == null) {
      id = headers.value(RequestId.HEADER).orElse("");
    }
    return RequestId.isValid(id) ? id : UUID.randomUUID().toString();
  }

  private static String clientAddress(Envelope envelope, Headers headers) {
    if (envelope.sourceIp != null) {
      return envelope.sourceIp;
    }
    String forwarded = headers.value("X-Forwarded-For").orElse("");
    return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
  }
}
