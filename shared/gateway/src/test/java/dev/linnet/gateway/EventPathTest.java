package dev.linnet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventPathTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /abc              | GET /{key}            | $default |         | /abc
          /prod/abc         | GET /{key}            | prod     |         | /abc
          /links/prod/abc   | GET /{key}            | prod     |         | /abc
          /prod/api/v1/x    | POST /api/v1/x        | prod     |         | /api/v1/x
          /prod             | GET /                 | prod     |         | /
          /prod/            | GET /                 | prod     |         | /
          /abc/             | GET /{key}            | $default |         | /abc/
          /prod/abc/        | GET /{key}            | prod     |         | /abc/
          /prod//abc        | GET /{key}            | prod     |         | //abc
          /prod/a/b         | GET /{proxy+}         | prod     | a/b     | /a/b
          /x/m/a/b          | ANY /m/{proxy+}       | prod     | a/b     | /m/a/b
          /prod/a/b         | GET /{proxy+}         | prod     |         | /a/b
          /prod/a           | $default              | prod     |         | /a
          /prod             | $default              | prod     |         | /
          /products         | $default              | prod     |         | /products
          /a/prod           | $default              | prod     |         | /a/prod
          /a                | $default              | $default |         | /a
          /a                |                       |          |         | /a
                            | GET /{key}            | prod     |         | /
          abc               | $default              |          |         | /abc
          /prod/%61bc       | GET /{key}            | prod     |         | /abc
          /pr%6fd/abc       | $default              | prod     |         | /abc
          /a                | GET /{key}/{more}     | prod     |         | /a
          """)
  void payload_2_0(
      @Nullable String rawPath,
      @Nullable String routeKey,
      @Nullable String stage,
      @Nullable String proxy,
      String expected) {
    Envelope envelope = new Envelope();
    envelope.rawPath = rawPath;
    envelope.routeKey = routeKey;
    envelope.stage = stage;
    put(envelope, proxy);

    assertThat(EventPath.of(envelope, Origin.API_GATEWAY_V2)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /abc            | /{key}        | /prod/abc       | prod |     | /abc
          /links/abc      | /{key}        | /links/abc      | prod |     | /abc
          /a/b            | /{proxy+}     | /prod/a/b       | prod | a/b | /a/b
          /links/a/b      | /{proxy+}     | /links/a/b      | prod | a/b | /a/b
          /prod/abc       | $default      | /prod/abc       | prod |     | /abc
          /prod/abc       | $default      | /prod/prod/abc  | prod |     | /prod/abc
          /prod/abc       | $default      |                 | prod |     | /prod/abc
          /links          | /             | /links          | prod |     | /
                          | /             |                 | prod |     | /
          """)
  void payload_1_0(
      @Nullable String path,
      @Nullable String resource,
      @Nullable String contextPath,
      @Nullable String stage,
      @Nullable String proxy,
      String expected) {
    Envelope envelope = new Envelope();
    envelope.path = path;
    envelope.resource = resource;
    envelope.contextPath = contextPath;
    envelope.stage = stage;
    put(envelope, proxy);

    assertThat(EventPath.of(envelope, Origin.API_GATEWAY_V1)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"/abc, /abc", "/prod/abc, /prod/abc", "abc, /abc", ", /", "/%7Ea%2fb, /~a%2fb"})
  void a_load_balancer_hides_nothing(@Nullable String path, String expected) {
    Envelope envelope = new Envelope();
    envelope.path = path;
    envelope.stage = "prod";

    assertThat(EventPath.of(envelope, Origin.ALB)).isEqualTo(expected);
    assertThat(EventPath.of(envelope, Origin.ALB_MULTI)).isEqualTo(expected);
  }

  private static void put(Envelope envelope, @Nullable String proxy) {
    if (proxy != null) {
      envelope.pathParameters.putAll(Map.of("proxy", proxy));
    }
  }
}
