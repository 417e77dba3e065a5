package dev.linnet.bench;

import java.nio.charset.StandardCharsets;

/** What API Gateway sends. */
final class Events {
  static final String KEY = "k7f3qXw";

  private Events() {}

  static byte[] redirect() {
    return """
    {"version":"2.0","routeKey":"$default","rawPath":"/k7f3qXw","rawQueryString":"",
     "headers":{"accept":"*/*","host":"localhost","user-agent":"curl/8.5.0",
       "x-forwarded-for":"203.0.113.17","x-forwarded-port":"443","x-forwarded-proto":"https"},
     "requestContext":{"accountId":"123456789012","apiId":"a1","domainName":"localhost",
       "http":{"method":"GET","path":"/k7f3qXw","protocol":"HTTP/1.1",
         "sourceIp":"203.0.113.17","userAgent":"curl/8.5.0"},
       "requestId":"KG2fkhE0IAMEVxA=","routeKey":"$default","stage":"$default",
       "time":"24/Nov/2026:08:15:30 +0000","timeEpoch":1795508130123},
     "isBase64Encoded":false}
    """
        .getBytes(StandardCharsets.UTF_8);
  }
}
