package dev.linnet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.ApplicationLoadBalancerRequestEvent;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import com.amazonaws.services.lambda.runtime.tests.annotations.Event;
import com.amazonaws.services.lambda.runtime.tests.annotations.Events;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS's own types and our reader see the same in every sample. */
class AwsEventTypesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "redirect",
        "redirect-browser",
        "head",
        "preview",
        "create",
        "create-base64",
        "stage-prefix",
        "stage-prefix-default-route",
        "query-and-lists",
        "unicode-path",
        "empty-body",
        "null-body",
        "authorizer"
      })
  void payload_2_0(String name) {
    APIGatewayV2HTTPEvent aws = EventLoader.loadApiGatewayHttpEvent("samples/v2/" + name + ".json");
    Request ours = Samples.request("v2/" + name);

    assertThat(ours.method()).isEqualTo(aws.getRequestContext().getHttp().getMethod());
    assertThat(ours.id()).isEqualTo(aws.getRequestContext().getRequestId());
    assertThat(ours.clientAddress()).isEqualTo(aws.getRequestContext().getHttp().getSourceIp());
    assertThat(ours.cookies()).isEqualTo(Objects.requireNonNullElse(aws.getCookies(), List.of()));
    assertThat(Percent.normalise(aws.getRawPath())).endsWith(ours.path());
    assertHeaders(ours, aws.getHeaders());
    assertQuery(ours, aws.getQueryStringParameters(), ",");
    assertBody(ours, aws.getBody(), aws.getIsBase64Encoded());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redirect",
        "redirect-browser",
        "head",
        "create",
        "create-base64",
        "multi-value",
        "base-path",
        "base-path-proxy",
        "unicode-path",
        "http-api",
        "http-api-default-route"
      })
  void payload_1_0(String name) {
    APIGatewayProxyRequestEvent aws =
        EventLoader.loadApiGatewayRestEvent("samples/v1/" + name + ".json");
    Request ours = Samples.request("v1/" + name);

    assertThat(ours.method()).isEqualTo(aws.getHttpMethod());
    assertThat(ours.id()).isEqualTo(aws.getRequestContext().getRequestId());
    assertThat(ours.clientAddress()).isEqualTo(aws.getRequestContext().getIdentity().getSourceIp());
    assertThat(Percent.normalise(aws.getPath())).endsWith(ours.path());
    assertMultiHeaders(ours, aws.getMultiValueHeaders());
    assertBody(ours, aws.getBody(), aws.getIsBase64Encoded());
    if (aws.getMultiValueQueryStringParameters() != null) {
      aws.getMultiValueQueryStringParameters()
          .forEach((key, values) -> assertThat(ours.query().all(key)).isEqualTo(values));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redirect",
        "redirect-browser",
        "head",
        "create",
        "create-base64",
        "query",
        "unicode-path",
        "health-check"
      })
  void load_balancer(String name) {
    ApplicationLoadBalancerRequestEvent aws =
        EventLoader.loadApplicationLoadBalancerRequestEvent("samples/alb/" + name + ".json");
    Request ours = Samples.request("alb/" + name);

    assertThat(ours.method()).isEqualTo(aws.getHttpMethod());
    assertThat(ours.path()).isEqualTo(Percent.normalise(aws.getPath()));
    assertHeaders(ours, aws.getHeaders());
    assertBody(ours, aws.getBody(), aws.getIsBase64Encoded());
    assertThat(ours.query().parameters()).hasSameSizeAs(aws.getQueryStringParameters().keySet());
  }

  @ParameterizedTest
  @Events(
      events = {
        @Event("samples/alb-multi/redirect.json"),
        @Event("samples/alb-multi/redirect-browser.json"),
        @Event("samples/alb-multi/create-base64.json"),
        @Event("samples/alb-multi/query.json")
      },
      type = ApplicationLoadBalancerRequestEvent.class)
  void load_balancer_with_multi_value_headers(ApplicationLoadBalancerRequestEvent aws) {
    String name =
        aws.getPath().equals("/tasks")
            ? "query"
            : aws.getIsBase64Encoded()
                ? "create-base64"
                : aws.getMultiValueHeaders().containsKey("cookie")
                    ? "redirect-browser"
                    : "redirect";
    Request ours = Samples.request("alb-multi/" + name);

    assertMultiHeaders(ours, aws.getMultiValueHeaders());
    assertBody(ours, aws.getBody(), aws.getIsBase64Encoded());
  }

  private static void assertHeaders(Request ours, Map<String, String> aws) {
    Assertions.assertEquals(aws.size(), ours.headers().size());
    aws.forEach((name, value) -> assertThat(ours.header(name)).contains(value));
  }

  private static void assertMultiHeaders(Request ours, Map<String, List<String>> aws) {
    aws.forEach((name, values) -> assertThat(ours.headers().values(name)).isEqualTo(values));
    assertThat(ours.headers().size()).isEqualTo(aws.values().stream().mapToInt(List::size).sum());
  }

  private static void assertQuery(Request ours, Map<String, String> aws, String separator) {
    if (aws == null) {
      assertThat(ours.query()).isEqualTo(Query.NONE);
      return;
    }
    aws.forEach(
        (key, value) -> assertThat(String.join(separator, ours.query().all(key))).isEqualTo(value));
  }

  private static void assertBody(Request ours, String aws, boolean base64) {
    byte[] expected =
        aws == null
            ? new byte[0]
            : base64 ? Base64.getDecoder().decode(aws) : aws.getBytes(StandardCharsets.UTF_8);
    assertThat(ours.body().bytes()).isEqualTo(expected);
  }
}
