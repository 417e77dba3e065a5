package dev.linnet.pulumi;

import static dev.linnet.pulumi.Variant.CDN;
import static dev.linnet.pulumi.Variant.DEV;
import static dev.linnet.pulumi.Variant.PROD_ALB;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What becomes of what fails, who is told, what stands in front, and what everything carries. */
final class CarePolicies {
  static final List<Policy> ALL =
      List.of(
          Policy.of(
              "what a function fails at for good goes to a queue",
              graph ->
                  graph.all("lambda/Function").stream()
                      .filter(f -> !hasFailureQueue(graph, f))
                      .map(Declared::label),
              DEV,
              g ->
                  g.altered(
                      "lambda/FunctionEventInvokeConfig", c -> c.with("destinationConfig", null))),
          Policy.each(
              "a schedule that cannot be delivered goes to a queue, after retries",
              "scheduler/Schedule",
              s ->
                  s.text("target.deadLetterConfig.arn").startsWith("arn:aws:sqs:")
                      && s.at("target.retryPolicy.maximumRetryAttempts") != null,
              DEV,
              s -> s.with("target.deadLetterConfig", null)),
          Policy.each(
              "an event that cannot be delivered goes to a queue, after retries",
              "cloudwatch/EventTarget",
              t ->
                  t.text("deadLetterConfig.arn").startsWith("arn:aws:sqs:")
                      && t.at("retryPolicy.maximumRetryAttempts") != null,
              DEV,
              t -> t.with("retryPolicy", null)),
          Policy.of(
              "somebody is told when a queue of failures is not empty",
              graph ->
                  graph.all("sqs/Queue").stream()
                      .filter(q -> alarms(graph, "QueueName", q.text("name")).isEmpty())
                      .map(Declared::label),
              DEV,
              g -> g.without(r -> r.name().equals("undelivered") && isAlarm(r))),
          Policy.of(
              "somebody is told when a function fails, is throttled or slow",
              graph ->
                  graph.all("lambda/Function").stream()
                      .filter(
                          f ->
                              !alarms(graph, "FunctionName", f.text("name"))
                                  .containsAll(Set.of("Errors", "Throttles", "Duration")))
                      .map(Declared::label),
              DEV,
              g -> g.without(r -> r.name().equals("redirect-duration"))),
          Policy.of(
              "somebody is told when a host is down or its disk fills",
              graph ->
                  graph.all("ec2/Instance").stream()
                      .filter(h -> !h.name().equals("bastion"))
                      .filter(
                          h ->
                              !alarms(graph, "InstanceId", h.name() + "-Instance")
                                  .containsAll(Set.of("StatusCheckFailed", FirstBoot.DISK_METRIC)))
                      .map(Declared::label),
              DEV,
              g -> g.without(r -> r.name().equals("redis-disk"))),
          Policy.of(
              "somebody is told when the edge answers 5xx, and when the key pool stays low",
              graph ->
                  Stream.of("edge-5xx", "key-pool-low")
                      .filter(
                          name ->
                              graph.settings().compute() == Compute.LAMBDA
                                  && graph.all("cloudwatch/MetricAlarm").stream()
                                      .noneMatch(a -> a.name().equals(name))),
              DEV,
              g -> g.without(r -> r.name().equals("key-pool-low"))),
          Policy.each(
              "an alarm reaches somebody",
              "cloudwatch/MetricAlarm",
              a -> a.text("alarmActions").contains("arn:aws:sns:"),
              DEV,
              a -> a.with("alarmActions", List.of())),
          Policy.of(
              "there is a budget, with a warning ahead of it",
              graph ->
                  graph.all("budgets/Budget").stream()
                          .anyMatch(b -> b.text("notifications").contains("FORECASTED"))
                      ? Stream.empty()
                      : Stream.of("none"),
              DEV,
              g -> g.without(r -> r.kind().equals("budgets/Budget"))),
          Policy.each(
              "an HTTP API is throttled, and logs each access as JSON",
              "apigatewayv2/Stage",
              s ->
                  s.at("defaultRouteSettings.throttlingRateLimit") != null
                      && s.text("accessLogSettings.destinationArn").startsWith("arn:")
                      && Statement.json(s.text("accessLogSettings.format")).containsKey("status"),
              DEV,
              s -> s.with("defaultRouteSettings.throttlingRateLimit", null)),
          Policy.each(
              "a load balancer logs each access, and drops malformed headers",
              "lb/LoadBalancer",
              b ->
                  b.text("accessLogs.enabled").equals("true")
                      && b.text("dropInvalidHeaderFields").equals("true"),
              PROD_ALB,
              b -> b.with("accessLogs", null)),
          Policy.of(
              "a load balancer stands behind a firewall for the web",
              graph ->
                  graph.all("lb/LoadBalancer").stream()
                      .filter(b -> graph.all("wafv2/WebAclAssociation").isEmpty())
                      .map(Declared::label),
              PROD_ALB,
              g -> g.without(r -> r.kind().equals("wafv2/WebAclAssociation"))),
          Policy.each(
              "CloudFront speaks TLS 1.2 at least, behind a firewall for the web",
              "cloudfront/Distribution",
              d ->
                  d.text("viewerCertificate.minimumProtocolVersion").equals("TLSv1.2_2021")
                      && d.text("webAclId").startsWith("arn:aws:wafv2:"),
              CDN,
              d -> d.with("webAclId", null)),
          Policy.each(
              "a provider tags all that it makes, and is of the plug-in that knows java25",
              "pulumi/aws",
              p ->
                  p.version().equals(LinnetStack.PLUGIN)
                      && Stream.of("service", "environment", "managed-by")
                          .allMatch(tag -> p.text("defaultTags").contains(tag)),
              DEV,
              p -> p.with("defaultTags", null)),
          Policy.of(
              "everything is made by one of these providers, in a component",
              graph ->
                  graph.resources().stream()
                      .filter(r -> !r.isComponent() && !r.kind().equals("pulumi/aws"))
                      .filter(
                          r ->
                              !r.provider().contains("pulumi:providers:aws::aws-")
                                  || !r.parent().contains("linnet:aws:"))
                      .map(Declared::label),
              DEV,
              g -> g.altered("sqs/Queue", q -> q.madeBy(""))));

  private CarePolicies() {}

  private static boolean isAlarm(Declared resource) {
    return resource.kind().equals("cloudwatch/MetricAlarm");
  }

  private static boolean hasFailureQueue(Graph graph, Declared function) {
    return graph.all("lambda/FunctionEventInvokeConfig").stream()
        .anyMatch(
            c ->
                c.text("functionName").equals(function.text("name"))
                    && c.text("destinationConfig.onFailure.destination")
                        .startsWith("arn:aws:sqs:"));
  }

  private static Set<String> alarms(Graph graph, String dimension, String value) {
    Set<String> metrics = new TreeSet<>();
    graph.all("cloudwatch/MetricAlarm").stream()
        .filter(a -> a.text("dimensions." + dimension).equals(value))
        .forEach(a -> metrics.add(a.text("metricName")));
    return metrics;
  }
}
