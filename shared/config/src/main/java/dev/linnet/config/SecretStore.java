package dev.linnet.config;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads secrets of AWS Secrets Manager, at the start of a function. By hand, for AWS's SDK would
 * add megabytes to each zip; and not by AWS's extension layer, which answers only once the start is
 * over, when a snapshot needs the secret before.
 */
final class SecretStore {
  /** AWS's own name for the setting; another address than AWS's. */
  static final String ENDPOINT = "AWS_ENDPOINT_URL_SECRETS_MANAGER";

  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:secretsmanager:([a-z0-9-]+):[0-9]{12}:secret:[\\w/+=.@!-]+");

  /** Of one request; a start has ten seconds on Lambda. */
  static final Duration LIMIT = Duration.ofSeconds(2);

  private static final int TRIES = 3;
  private static final String SERVICE = "secretsmanager";

  private final Map<String, String> environment;
  private final InstantSource clock;
  private final Duration limit;

  SecretStore(Map<String, String> environment, InstantSource clock, Duration limit) {
    this.environment = environment;
    this.clock = clock;
    this.limit = limit;
  }

  /**
   * The secret with this ARN.
   *
   * @throws IOException with the end of a sentence that begins with the variable's name
   */
  String read(String arn) throws IOException {
    Matcher matcher = ARN.matcher(arn);
    if (!matcher.matches()) {
      throw new IOException(
          "is \"" + arn + "\"; it must be the ARN of a secret in AWS Secrets Manager.");
    }
    try {
      return JsonText.of(patiently(arn, matcher.group(1)), "SecretString");
    } catch (IOException e) {
      throw new IOException(
          "names a secret that cannot be read: \"%s\": %s.".formatted(arn, reason(e)), e);
    }
  }

  private String patiently(String arn, String region) throws IOException {
    for (int next = 2; ; next++) {
      try {
        return ask(arn, region);
      } catch (IOException e) {
        if (next > TRIES || (e instanceof Https.Refused refused && !refused.mayPass())) {
          throw e;
        }
      }
    }
  }

  private String ask(String arn, String region) throws IOException {
    URI uri =
        URI.create(
            environment.getOrDefault(
                ENDPOINT, "https://secretsmanager." + region + ".amazonaws.com"));
    byte[] body = "{\"SecretId\":\"%s\"}".formatted(arn).getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers =
        Map.of(
            "content-type", "application/x-amz-json-1.1",
            "x-amz-target", "secretsmanager.GetSecretValue");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri.resolve("/")).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    new SigV4(AwsCredentials.of(environment, limit), region, SERVICE)
        .signed("POST", uri, headers, body, clock.instant())
        .forEach(request::header);
    return Https.text(request, limit);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
