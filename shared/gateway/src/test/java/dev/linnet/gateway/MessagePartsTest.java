package dev.linnet.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagePartsTest {
  @Test
  void header_names_ignore_case_and_lines_keep_their_order() {
    Headers headers = Headers.of("X-Tag", "one", "Accept", "*/*").with("x-tag", "two");

    assertThat(headers.value("X-TAG")).contains("one, two");
    assertThat(headers.values("x-Tag")).containsExactly("one", "two");
    assertThat(headers.has("ACCEPT")).isTrue();
    assertThat(headers.has("Accept-Language")).isFalse();
    assertThat(headers.value("Host")).isEmpty();
    assertThat(headers.size()).isEqualTo(3);
    List<String> lines = new ArrayList<>();
    headers.forEach((name, value) -> lines.add(name + "=" + value));
    assertThat(lines).containsExactly("X-Tag=one", "Accept=*/*", "x-tag=two");
    assertThat(headers).hasToString("[X-Tag, one, Accept, */*, x-tag, two]");
  }

  @Test
  void headers_are_equal_by_their_lines() {
    assertThat(Headers.of("a", "b")).isEqualTo(Headers.NONE.with("a", "b"));
    assertThat(Headers.of("a", "b")).hasSameHashCodeAs(Headers.of("a", "b"));
    assertThat(Headers.of("a", "b").hashCode()).isNotEqualTo(Headers.of("a", "c").hashCode());
    assertThat(Headers.of("a", "b")).isNotEqualTo(Headers.of("a", "c")).isNotEqualTo("a");
    assertThat(Headers.of()).isSameAs(Headers.NONE);
    assertThatIllegalArgumentException().isThrownBy(() -> Headers.of("a", "b", "c"));
  }

  @Test
  void bytes_are_copied_in_and_out() {
    byte[] bytes = {1, 2, 3};
    Body body = Body.of(bytes);
    bytes[0] = 9;
    body.bytes()[1] = 9;

    assertThat(body.bytes()).containsExactly(1, 2, 3);
    assertThat(body.size()).isEqualTo(3);
    assertThat(body)
        .isEqualTo(Body.of(new byte[] {1, 2, 3}))
        .hasSameHashCodeAs(Body.of(new byte[] {1, 2, 3}))
        .isNotEqualTo(Body.of(new byte[] {1, 2}))
        .isNotEqualTo(Body.of("x"))
        .hasToString("Bytes[3]");
    assertThat(body.hashCode()).isNotEqualTo(Body.of(new byte[] {1, 2, 4}).hashCode());
    assertThat(body.isEmpty()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "abc", "ä", "€", "a😀b", "\ud83d", "\ude00x", "\ud83dx", "\u07ff\u0800\uffff"})
  void a_text_has_the_size_of_its_bytes(String text) {
    assertThat(Body.of(text).size()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    assertThat(Body.of(text).isEmpty()).isEqualTo(text.isEmpty());
  }

  @Test
  void well_formed_text_is_not_copied() {
    String text = "a😀b";

    assertThat(Utf8.wellFormed(text)).isSameAs(text);
    assertThat(Utf8.wellFormed("\ude00\ud83d")).isEqualTo("\ufffd\ufffd");
    assertThat(Utf8.wellFormed("\ud83d")).isEqualTo("\ufffd");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a=1             | a:1
          a=1&b=2         | a:1 b:2
          &&a=1&&         | a:1
          a               | a:
          a=              | a:
          =b              | :b
          a=b=c           | a:b=c
          a%3Db=c%26d     | a=b:c&d
          a+b=c%2Bd       | a b:c+d
          a=%             | a:%
          a=%4            | a:%4
          a=%4G           | a:%4G
          a=%G4           | a:%G4
          a=%41           | a:A
          a=%c3%bC        | a:ü
          a=ü%            | a:ü%
          a=100%+x        | a:100% x
          """)
  void a_query_is_read_whatever_it_is(String raw, String expected) {
    String read =
        String.join(
            " ",
            Query.parse(raw).parameters().stream()
                .map(parameter -> parameter.name() + ":" + parameter.value())
                .toList());

    assertThat(read).isEqualTo(expected);
  }

  @Test
  void an_empty_query_is_none() {
    assertThat(Query.parse("")).isSameAs(Query.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "/abc, /abc",
    "/%61%62c, /abc",
    "/%41%5A%61%7a%30%39%2d%2e%5f%7E, /AZaz09-._~",
    "/%40%5B%60%7B%2F%3A, /%40%5B%60%7B%2F%3A",
    "/a%2Fb%2f, /a%2Fb%2f",
    "/%252F, /%252F",
    "/%2B+, /%2B+",
    "/%00%0a%7f, /%00%0a%7f",
    "/%C3%BC, /%C3%BC",
    "/ü%61, /üa",
    "/%, /%",
    "/%6, /%6",
    "/%6x, /%6x",
    "/%x1, /%x1",
    "/%%61, /%a"
  })
  void only_needless_escapes_leave_a_path(String path, String expected) {
    assertThat(Percent.normalise(path)).isEqualTo(expected);
  }

  @Test
  void a_response_is_valid_once_built() {
    assertThatIllegalArgumentException().isThrownBy(() -> Response.of(199));
    assertThatIllegalArgumentException().isThrownBy(() -> Response.of(600));
    assertThat(Response.of(200).status()).isEqualTo(200);
    assertThat(Response.of(599).status()).isEqualTo(599);
    assertThat(Response.noContent().status()).isEqualTo(204);
    assertThatIllegalArgumentException().isThrownBy(() -> Response.of(200).with("", "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> Response.of(200).with("a b", "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> Response.of(200).with("a", "x\n"));
    assertThatIllegalArgumentException().isThrownBy(() -> Response.of(200).with("a", "ü"));
    assertThatIllegalArgumentException().isThrownBy(() -> Response.of(200).withCookie("a=b\r\n"));
    assertThat(Response.of(200).with("!~", " ~").headers().value("!~")).contains(" ~");
  }

  @Test
  void json_members_are_written_as_they_come() {
    String json =
        JsonWriter.object(
            writer ->
                writer
                    .text("text", "a\"\u0001\ud83d")
                    .text("nothing", null)
                    .number("number", Long.MIN_VALUE)
                    .decimal("decimal", 0.5)
                    .decimal("nan", Double.NaN)
                    .flag("flag", true)
                    .none("none")
                    .object("object", inner -> inner.flag("a", false))
                    .objects("objects", List.of(1, 2), (inner, n) -> inner.number("n", n))
                    .texts("texts", List.of("a", "\ude00")));

    assertThat(json)
        .isEqualTo(
            "{\"text\":\"a\\\"\\u0001\ufffd\",\"nothing\":null,\"number\":-9223372036854775808,"
                + "\"decimal\":0.5,\"nan\":null,\"flag\":true,\"none\":null,\"object\":{\"a\":false},"
                + "\"objects\":[{\"n\":1},{\"n\":2}],\"texts\":[\"a\",\"\ufffd\"]}");
  }

  @ParameterizedTest
  @CsvSource({
    "200, OK",
    "201, Created",
    "202, Accepted",
    "204, No Content",
    "301, Moved Permanently",
    "302, Found",
    "303, See Other",
    "304, Not Modified",
    "307, Temporary Redirect",
    "308, Permanent Redirect",
    "400, Bad Request",
    "401, Unauthorized",
    "403, Forbidden",
    "404, Not Found",
    "405, Method Not Allowed",
    "406, Not Acceptable",
    "409, Conflict",
    "410, Gone",
    "412, Precondition Failed",
    "413, Content Too Large",
    "415, Unsupported Media Type",
    "422, Unprocessable Content",
    "429, Too Many Requests",
    "500, Internal Server Error",
    "503, Service Unavailable",
    "418, Status 418"
  })
  void a_status_has_its_name(int status, String name) {
    assertThat(Status.reason(status)).isEqualTo(name);
  }
}
