package dev.linnet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReplyWriterTest {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  @ParameterizedTest
  @CsvSource({"v2, API_GATEWAY_V2", "v1, API_GATEWAY_V1", "alb, ALB", "alb-multi, ALB_MULTI"})
  void every_origin_gets_the_reply_that_it_understands(String prefix, Origin origin) {
    assertReply(prefix + "-redirect", origin, redirect());
    assertReply(prefix + "-created", origin, created());
    assertReply(prefix + "-bytes", origin, finished(Response.bytes(200, "image/png", PNG)));
    assertReply(prefix + "-several", origin, several());
  }

  private static void assertReply(String sample, Origin origin, Response response) {
    assertThat(Samples.tree(ReplyWriter.write(origin, response)))
        .isEqualTo(Samples.tree("replies/" + sample));
  }

  private static Response redirect() {
    return finished(
        Response.redirect(302, "https://www.example.com/spring?a=1&b=2")
            .with("Cache-Control", "private, max-age=0"));
  }

  private static Response created() {
    return finished(
        Response.json(
                201,
                json ->
                    json.text("message", "URL created successfully")
                        .text("short_url", "https://lnk.example/k7f3qXw"))
            .with("Location", "https://lnk.example/k7f3qXw"));
  }

  private static Response several() {
    return finished(
        Response.noContent()
            .with("Link", "</docs>; rel=\"help\"")
            .with("link", "</openapi.json>; rel=\"describedby\"")
            .withCookie("theme=dark; Path=/; SameSite=Lax")
            .withCookie("visit=1; HttpOnly"));
  }

  private static Response finished(Response response) {
    return response.with("X-Request-Id", "r-1").with("X-Content-Type-Options", "nosniff");
  }

  @ParameterizedTest
  @EnumSource
  void a_lone_surrogate_becomes_the_replacement_character(Origin origin) {
    Response response = Response.text(200, "text/plain", "a\ud83d b\ud83d\ude00 \ude00");

    assertThat(Samples.tree(ReplyWriter.write(origin, response)).get("body").asString())
        .isEqualTo("a\ufffd b\ud83d\ude00 \ufffd");
  }

  @Test
  void three_hundred_cookies_get_three_hundred_spellings() {
    Response response = Response.noContent();
    for (int i = 0; i < 300; i++) {
      response = response.withCookie("c" + i + "=1");
    }

    var headers = Samples.tree(ReplyWriter.write(Origin.ALB, response)).get("headers");

    Set<String> names = new HashSet<>(headers.propertyNames());
    assertThat(names).hasSize(300).allMatch(name -> name.equalsIgnoreCase("Set-Cookie"));
  }

  @Test
  void a_status_without_a_name_still_has_a_description() {
    assertThat(
            Samples.tree(ReplyWriter.write(Origin.ALB, Response.of(599)))
                .get("statusDescription")
                .asString())
        .isEqualTo("599 Status 599");
  }
}
