package dev.linnet.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an event holds, as it was read and before anybody knows which kind it is. */
final class Envelope {
  @Nullable String version;
  @Nullable String httpMethod;
  @Nullable String path;
  @Nullable String rawPath;
  @Nullable String rawQueryString;
  @Nullable String routeKey;
  @Nullable String resource;
  @Nullable String body;
  boolean base64;
  final List<String> headers = new ArrayList<>();
  final List<String> multiValueHeaders = new ArrayList<>();
  boolean hasMultiValueHeaders;
  final List<String> query = new ArrayList<>();
  final List<String> multiValueQuery = new ArrayList<>();
  final List<String> cookies = new ArrayList<>();
  final Map<String, String> pathParameters = new HashMap<>();

  boolean hasElb;
  boolean hasHttp;
  @Nullable String contextMethod;
  @Nullable String contextPath;
  @Nullable String sourceIp;
  @Nullable String stage;
  @Nullable String requestId;

  Origin origin() {
    if (hasElb) {
      return hasMultiValueHeaders ? Origin.ALB_MULTI : Origin.ALB;
    }
    if (hasHttp || "2.0".equals(version)) {
      return Origin.API_GATEWAY_V2;
    }
    if (httpMethod != null && (resource != null || "1.0".equals(version))) {
      return Origin.API_GATEWAY_V1;
    }
    throw new MalformedEvent(
        "The event is no HTTP request of API Gateway (payload 1.0 or 2.0) or a load balancer.",
        null);
  }
}
