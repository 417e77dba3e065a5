package dev.linnet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
  private static final Set<String> FIELDS = Set.of("long_url", "expires_at", "alias");

  @Test
  void the_asked_fields_are_read_and_others_read_over() {
    assertThat(
            read(
                """
                {"long_url": "https://a.example/ü", "alias": null, "other": {"a": [1, {"a": 2}], "b": 1},
                 "list": [{"a": 1}, {"a": 2}, []], "n": 1.5e3, "t": true}
                """))
        .isEqualTo(
            new JsonBody.Fields(Map.of("long_url", "https://a.example/ü"), java.util.List.of()));
  }

  @Test
  void a_field_of_another_type_is_named() {
    JsonBody.Outcome outcome =
        read("{\"long_url\": 17, \"alias\": {\"a\": \"b\"}, \"expires_at\": \"x\"}");

    assertThat(outcome)
        .isInstanceOfSatisfying(
            JsonBody.Fields.class,
            fields -> {
              assertThat(fields.texts()).containsExactly(Map.entry("expires_at", "x"));
              assertThat(fields.errors())
                  .containsExactly(
                      new FieldError("long_url", "not_a_string", "long_url must be a string."),
                      new FieldError("alias", "not_a_string", "alias must be a string."));
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          nonsense                                        | json_malformed
          {"a": 1                                         | json_malformed
          {"a": }                                         | json_malformed
          {'a': 1}                                        | json_malformed
          {"a": 1} x                                      | json_malformed
          {"a": 1}{}                                      | json_malformed
          {"a": 1} null                                   | json_malformed
          {"a": [1, }                                     | json_malformed
          []                                              | json_not_an_object
          [{"long_url": "x"}, {"long_url": "y"}]          | json_not_an_object
          "text"                                          | json_not_an_object
          17                                              | json_not_an_object
          null                                            | json_not_an_object
          {"long_url": "a", "long_url": "a"}              | json_duplicate_key
          {"x": 1, "y": 2, "x": 3}                        | json_duplicate_key
          {"x": {"a": 1, "a": 2}}                         | json_duplicate_key
          {"x": [0, {"b": {"a": 1, "c": [], "a": {}}}]}   | json_duplicate_key
          {"x": [{"a": 1}, {"b": 1, "b": 1}]}             | json_duplicate_key
          {"a": 1, "\\u0061": 2}                          | json_duplicate_key
          """)
  void what_is_not_one_clean_object_is_400(String body, String code) {
    assertRefused(read(body), 400, code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t "})
  void an_empty_body_is_400(String body) {
    assertRefused(read(body), 400, "json_missing");
  }

  @Test
  void deep_nesting_is_400() {
    assertRefused(read("{\"a\": " + "[".repeat(60_000)), 400, "json_too_deep");
    assertRefused(read("{\"a\": " + "{\"a\": ".repeat(9_000)), 400, "json_too_deep");
    assertRefused(read("{\"a\": " + "9".repeat(60_000) + "}"), 400, "json_too_deep");
    assertThat(read("{\"a\": " + "[".repeat(30) + "]".repeat(30) + "}"))
        .isInstanceOf(JsonBody.Fields.class);
  }

  @Test
  void bytes_that_are_no_utf_8_are_400() {
    byte[] latin1 = "{\"long_url\": \"ü\"}".getBytes(StandardCharsets.ISO_8859_1);
    byte[] utf16 = "{\"long_url\": \"u\"}".getBytes(StandardCharsets.UTF_16);

    assertRefused(read(Body.of(latin1), "application/json"), 400, "body_not_utf8");
    assertRefused(read(Body.of(utf16), "application/json"), 400, "body_not_utf8");
    assertThat(
            read(
                Body.of("{\"long_url\": \"ü\"}".getBytes(StandardCharsets.UTF_8)),
                "application/json"))
        .isInstanceOf(JsonBody.Fields.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "APPLICATION/JSON",
        "application/json;charset=utf-8",
        "application/json ; Charset=\"UTF-8\"",
        "application/json; v=1"
      })
  void json_in_utf_8_is_taken(String contentType) {
    assertThat(read(Body.of("{}"), contentType)).isInstanceOf(JsonBody.Fields.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonp",
        "application/problem+json",
        "application/json; charset=iso-8859-1",
        "multipart/form-data; boundary=x",
        "",
        ";",
        "json"
      })
  void another_media_type_is_415(String contentType) {
    assertRefused(read(Body.of("{}"), contentType), 415, "unsupported_media_type");
  }

  @Test
  void a_missing_media_type_is_415() {
    assertRefused(
        JsonBody.read(Requests.of("POST", "/", Body.of("{}")), FIELDS),
        415,
        "unsupported_media_type");
  }

  private static JsonBody.Outcome read(String body) {
    return JsonBody.read(Requests.json(body), FIELDS);
  }

  private static JsonBody.Outcome read(Body body, String contentType) {
    return JsonBody.read(Requests.of("POST", "/", body, "Content-Type", contentType), FIELDS);
  }

  private static void assertRefused(JsonBody.Outcome outcome, int status, String code) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            JsonBody.Refused.class,
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(status);
              assertThat(refused.problem().code()).isEqualTo(code);
            });
  }
}
