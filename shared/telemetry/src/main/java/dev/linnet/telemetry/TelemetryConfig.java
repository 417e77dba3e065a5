package dev.linnet.telemetry;

import dev.linnet.config.Build;
import dev.linnet.config.Env;
import java.net.URI;
import java.time.Duration;

/**
 * What is told, and to whom.
 *
 * @param enabled false: nothing is wrapped, started or sent
 * @param service {@code service.name}
 * @param version {@code service.version}
 * @param environment {@code deployment.environment.name}
 * @param endpoint the collector's OTLP over HTTP, without a path
 * @param samplePercent of traces that are kept; of failures all are
 * @param interval between two exports of metrics
 * @param lambda whether this process is frozen between calls: what a call leaves is sent before its
 *     answer, and metrics go to the log as CloudWatch's embedded metric format
 */
public record TelemetryConfig(
    boolean enabled,
    String service,
    String version,
    String environment,
    URI endpoint,
    int samplePercent,
    Duration interval,
    boolean lambda) {
  /** OTLP over gRPC has this port by convention, OTLP over HTTP the next one. */
  private static final int GRPC_PORT = 4317;

  private static final URI COLLECTOR = URI.create("http://otel-collector:4317");
  private static final URI EXTENSION = URI.create("http://localhost:4318");

  /**
   * Reads the settings.
   *
   * @param function the short name, such as {@code redirect}
   */
  public static TelemetryConfig from(Env environment, String function) {
    return environment.read(
        env -> {
          boolean lambda = env.isSet("AWS_LAMBDA_FUNCTION_NAME");
          return new TelemetryConfig(
              env.flag("TRACING_ENABLED", true),
              env.text("SERVICE_NAME", "linnet-" + function),
              env.text("SERVICE_VERSION", Build.version()),
              env.text("ENVIRONMENT", "development"),
              http(env.uri("OTLP_ENDPOINT", lambda ? EXTENSION : COLLECTOR, "http", "https")),
              env.integer("TRACING_SAMPLE_PERCENT", 10, 0, 100),
              env.duration(
                  "METRICS_INTERVAL",
                  Duration.ofSeconds(lambda ? 60 : 15),
                  Duration.ofSeconds(1),
                  Duration.ofHours(1)),
              lambda);
        });
  }

  /** The JDK's client speaks OTLP over HTTP, so gRPC's port means its neighbour. */
  private static URI http(URI endpoint) {
    if (endpoint.getPort() != GRPC_PORT) {
      return endpoint;
    }
    return URI.create(
        endpoint.getScheme() + "://" + bracketed(endpoint.getHost()) + ":" + (GRPC_PORT + 1));
  }

  private static String bracketed(String host) {
    return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  String url(String signal) {
    String base = endpoint.toString();
    return (base.endsWith("/") ? base : base + "/") + "v1/" + signal;
  }
}
