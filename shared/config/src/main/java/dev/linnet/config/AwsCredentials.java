package dev.linnet.config;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Who this process is to AWS.
 *
 * @param token of the session; empty: none
 */
record AwsCredentials(String accessKey, Secret secretKey, String token) {

  /**
   * As Lambda gives them. Where a function starts from a snapshot that is a local address, for what
   * an environment variable said would be stale after the restore; else variables.
   */
  static AwsCredentials of(Map<String, String> environment, Duration limit) throws IOException {
    Optional<String> address =
        Optional.ofNullable(environment.get("AWS_CONTAINER_CREDENTIALS_FULL_URI"));
    if (address.isPresent()) {
      return of(
          address.get(), environment.getOrDefault("AWS_CONTAINER_AUTHORIZATION_TOKEN", ""), limit);
    }
    String accessKey = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
    String secretKey = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
    if (accessKey.isEmpty() || secretKey.isEmpty()) {
      throw new IOException("there are no credentials of AWS in the environment");
    }
    return new AwsCredentials(
        accessKey, new Secret(secretKey), environment.getOrDefault("AWS_SESSION_TOKEN", ""));
  }

  private static AwsCredentials of(String address, String authorization, Duration limit)
      throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    String json = Https.text(request, limit);
    return new AwsCredentials(
        JsonText.of(json, "AccessKeyId"),
        new Secret(JsonText.of(json, "SecretAccessKey")),
        JsonText.of(json, "Token"));
  }
}
