package dev.linnet.pulumi;

import com.pulumi.aws.Provider;
import com.pulumi.aws.apigatewayv2.Api;
import com.pulumi.aws.apigatewayv2.ApiArgs;
import com.pulumi.aws.apigatewayv2.Integration;
import com.pulumi.aws.apigatewayv2.IntegrationArgs;
import com.pulumi.aws.apigatewayv2.Route;
import com.pulumi.aws.apigatewayv2.RouteArgs;
import com.pulumi.aws.apigatewayv2.Stage;
import com.pulumi.aws.apigatewayv2.StageArgs;
import com.pulumi.aws.apigatewayv2.inputs.StageAccessLogSettingsArgs;
import com.pulumi.aws.apigatewayv2.inputs.StageDefaultRouteSettingsArgs;
import com.pulumi.aws.apigatewayv2.inputs.StageRouteSettingArgs;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import dev.linnet.topology.SettingGroup;
import dev.linnet.topology.Topology;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** API Gateway's HTTP API: throttled, with access logs as JSON, under the own domain if any. */
final class HttpApi extends Part implements Front {
  private static final int MAX_TIMEOUT_MILLIS = 30_000;
  private static final double READS_PER_SECOND = 2000;
  private static final double CREATES_PER_SECOND = 50;

  /**
   * The fields of a line of the access log; no target, no client's address, no key but in the path.
   */
  private static final Map<String, Object> LINE =
      Json.object(
          "time", "$context.requestTimeEpoch",
          "request_id", "$context.requestId",
          "route", "$context.routeKey",
          "method", "$context.httpMethod",
          "path", "$context.path",
          "status", "$context.status",
          "bytes", "$context.responseLength",
          "latency_ms", "$context.responseLatency",
          "function_ms", "$context.integrationLatency",
          "error", "$context.integrationErrorMessage");

  final Api api;
  private final Output<String> baseUrl;
  private final Output<String> key;

  HttpApi(StackSettings settings, Provider provider, Encryption encryption) {
    super("HttpApi", settings, provider);
    key = encryption.arn;
    api =
        new Api(
            "api",
            ApiArgs.builder()
                .name(named("api"))
                .description("Linnet, " + settings.environment())
                .protocolType("HTTP")
                .disableExecuteApiEndpoint(ownDomain().isPresent())
                .build(),
            mine());
    baseUrl = ownDomain().map(domain -> Output.of("https://" + domain)).orElseGet(api::apiEndpoint);
    done(Map.of("baseUrl", baseUrl));
  }

  @Override
  public Output<String> baseUrl() {
    return baseUrl;
  }

  @Override
  public void serve(Functions functions) {
    Map<String, Output<String>> integrations = new HashMap<>();
    Map<String, Route> routes = new LinkedHashMap<>();
    for (dev.linnet.topology.Route declared : Topology.linnet().routes()) {
      Output<String> target =
          integrations.computeIfAbsent(
              declared.function(), name -> integration(functions.named(name)));
      routes.put(
          declared.routeKey(),
          new Route(
              declared.routeKey(),
              RouteArgs.builder()
                  .apiId(api.id())
                  .routeKey(declared.routeKey())
                  .target(target.applyValue(id -> "integrations/" + id))
                  .build(),
              mine()));
    }
    Stage stage = stage(routes, functions);
    ownDomain().ifPresent(domain -> new ApiDomain(this, domain, api, stage));
  }

  /** Behind CloudFront the domain leads there, and the API answers under AWS's name for it. */
  private Optional<String> ownDomain() {
    return settings.cdn() ? Optional.empty() : settings.domain();
  }

  private Output<String> integration(FunctionPart function) {
    int timeout = (int) function.declared.timeout().toMillis();
    function.callableBy(
        "api", "apigateway.amazonaws.com", api.executionArn().applyValue(arn -> arn + "/*/*"));
    return new Integration(
            function.declared.name(),
            IntegrationArgs.builder()
                .apiId(api.id())
                .integrationType("AWS_PROXY")
                .payloadFormatVersion("2.0")
                .integrationUri(function.alias.invokeArn())
                .timeoutMilliseconds(Math.min(timeout, MAX_TIMEOUT_MILLIS))
                .build(),
            mine())
        .id();
  }

  private Stage stage(Map<String, Route> routes, Functions functions) {
    LogGroup logs = Logs.declare(this, "access", "/linnet/%s/access", key);
    return new Stage(
        "stage",
        StageArgs.builder()
            .apiId(api.id())
            .name("$default")
            .autoDeploy(true)
            .accessLogSettings(
                StageAccessLogSettingsArgs.builder()
                    .destinationArn(logs.arn())
                    .format(Json.write(LINE))
                    .build())
            .defaultRouteSettings(
                StageDefaultRouteSettingsArgs.builder()
                    .detailedMetricsEnabled(true)
                    .throttlingRateLimit(READS_PER_SECOND)
                    .throttlingBurstLimit((int) READS_PER_SECOND)
                    .build())
            .routeSettings(tighter(functions))
            .build(),
        CustomResourceOptions.builder()
            .parent(this)
            .dependsOn(List.copyOf(routes.values()))
            .build());
  }

  /** What sends events writes; writing is dearer than reading. */
  private static List<StageRouteSettingArgs> tighter(Functions functions) {
    return Topology.linnet().routes().stream()
        .filter(r -> functions.named(r.function()).declared.reads(SettingGroup.EVENTS))
        .map(
            route ->
                StageRouteSettingArgs.builder()
                    .routeKey(route.routeKey())
                    .detailedMetricsEnabled(true)
                    .throttlingRateLimit(CREATES_PER_SECOND)
                    .throttlingBurstLimit(2 * (int) CREATES_PER_SECOND)
                    .build())
        .toList();
  }
}
