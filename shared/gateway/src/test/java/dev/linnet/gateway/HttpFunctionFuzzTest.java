package dev.linnet.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class HttpFunctionFuzzTest {
  private final HttpFunction function =
      new HttpFunction(
          Router.of(
              Route.post("/api/v1/create", HttpFunctionFuzzTest::create)
                  .producing("application/json"),
              Route.get("/{key}", request -> Problem.notFound().answer(request))));

  private static Response create(Request request) {
    return switch (JsonBody.read(request, Set.of("long_url", "alias"))) {
      case JsonBody.Fields fields -> Problem.invalid(fields.errors()).answer(request);
      case JsonBody.Refused(Problem problem) -> problem.answer(request);
    };
  }

  @Property(tries = 500)
  void any_bytes_as_a_body_are_answered_with_4xx(
      @ForAll("samples") String sample, @ForAll byte[] body) {
    ObjectNode event = (ObjectNode) Samples.tree(sample + "/create");
    event.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);

    assertRefused(event);
  }

  @Property(tries = 500)
  void any_text_as_a_body_a_path_and_a_header_is_answered_with_4xx(
      @ForAll("samples") String sample,
      @ForAll String body,
      @ForAll String path,
      @ForAll boolean base64) {
    ObjectNode event = (ObjectNode) Samples.tree(sample + "/create");
    event.put("body", body).put("isBase64Encoded", base64);
    if (path.length() % 2 == 0) {
      event.put("path", path).put("rawPath", path).put("rawQueryString", path);
    }
    if (path.length() % 3 == 0) {
      event.putObject("headers").put("accept", body).put(path, body).put("x-request-id", path);
    }

    assertRefused(event);
  }

  @Property(tries = 300)
  void random_json_as_a_body_is_answered_with_4xx(
      @ForAll("samples") String sample, @ForAll("json") String body) {
    ObjectNode event = (ObjectNode) Samples.tree(sample + "/create");
    event.put("body", body);

    assertRefused(event);
  }

  @Property(tries = 300)
  void random_json_as_an_event_is_refused(@ForAll("json") String event) {
    assertThatExceptionOfType(MalformedEvent.class)
        .isThrownBy(() -> function.answer(Samples.stream(event)));
  }

  @Property(tries = 300)
  void random_bytes_as_an_event_are_refused(@ForAll byte[] event) {
    assertThatExceptionOfType(MalformedEvent.class)
        .isThrownBy(() -> function.answer(new ByteArrayInputStream(event)));
  }

  @Property(tries = 300)
  void a_cut_event_is_refused(@ForAll("samples") String sample, @ForAll double where) {
    String event = Samples.text(sample + "/create").strip();
    int length = (int) (Math.abs(where % 1.0) * (event.length() - 1));

    assertThatExceptionOfType(MalformedEvent.class)
        .isThrownBy(() -> function.answer(Samples.stream(event.substring(0, length))));
  }

  @Provide
  Arbitrary<String> samples() {
    return Arbitraries.of("v2", "v1", "alb", "alb-multi");
  }

  @Provide
  Arbitrary<String> json() {
    return json(4);
  }

  /** Nested at most so deep: without a bound the generator itself may never end. */
  private static Arbitrary<String> json(int depth) {
    Arbitrary<String> leaf =
        Arbitraries.of("null", "true", "0", "-1.5e3", "\"\"", "\"x\"", "\"\\ud83d\"", "{}", "[]");
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<String> inner = json(depth - 1);
    Arbitrary<String> name = Arbitraries.of("\"long_url\"", "\"alias\"", "\"headers\"", "\"body\"");
    Arbitrary<String> member =
        Combinators.combine(name, inner).as((key, value) -> key + ":" + value);
    return Arbitraries.oneOf(
        leaf,
        inner.list().ofMaxSize(3).map(items -> "[" + String.join(",", items) + "]"),
        member.list().ofMaxSize(3).map(members -> "{" + String.join(",", members) + "}"));
  }

  private void assertRefused(JsonNode event) {
    JsonNode reply = Samples.tree(function.answer(Samples.stream(event.toString())));

    assertThat(reply.get("statusCode").asInt()).isBetween(400, 499);
    assertThat(reply.get("body").asString()).isNotEmpty();
  }
}
