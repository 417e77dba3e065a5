package dev.linnet.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the vectors that AWS publishes as aws-sig-v4-test-suite. */
class SigV4Test {
  private static final Instant AT = Instant.parse("2015-08-30T12:36:00Z");
  private static final URI HOST = URI.create("https://example.amazonaws.com");
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "get-vanilla | GET ||| host;x-amz-date"
            + " | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "post-vanilla | POST ||| host;x-amz-date"
            + " | 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        "post-header-key-sort | POST | my-header1=value1 || host;my-header1;x-amz-date"
            + " | c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
        "post-x-www-form-urlencoded | POST | content-type=application/x-www-form-urlencoded"
            + " | Param1=value1 | content-type;host;x-amz-date"
            + " | ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"
      })
  void a_request_is_signed_as_aws_signs_it(
      String vector, String method, String header, String body, String names, String signature) {
    Map<String, String> headers =
        header == null ? Map.of() : Map.of(header.split("=", 2)[0], header.split("=", 2)[1]);

    Map<String, String> signed = signer("").signed(method, HOST, headers, bytes(body), AT);

    assertThat(signed)
        .containsEntry("x-amz-date", "20150830T123600Z")
        .containsEntry(
            "authorization",
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                + " SignedHeaders=%s, Signature=%s".formatted(names, signature));
  }

  @Test
  void the_token_of_a_session_is_sent_and_signed() {
    Map<String, String> signed = signer("session").signed("GET", HOST, Map.of(), new byte[0], AT);

    assertThat(signed).containsEntry("x-amz-security-token", "session");
    assertThat(signed.get("authorization")).contains("host;x-amz-date;x-amz-security-token");
  }

  private static SigV4 signer(String token) {
    return new SigV4(
        new AwsCredentials("AKIDEXAMPLE", new Secret(SECRET), token), "us-east-1", "service");
  }

  private static byte[] bytes(String body) {
    return body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
  }
}
