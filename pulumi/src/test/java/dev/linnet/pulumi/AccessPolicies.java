package dev.linnet.pulumi;

import static dev.linnet.pulumi.Variant.DEV;

import dev.linnet.topology.SettingGroup;
import dev.linnet.topology.Topology;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Who may do what. */
final class AccessPolicies {
  /** Actions that know no resource, and those of Lambda in a VPC, which AWS wants without one. */
  private static final Set<String> WITHOUT_RESOURCE =
      Set.of(
          "ec2:CreateNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:DeleteNetworkInterface",
          "ec2:AssignPrivateIpAddresses",
          "ec2:UnassignPrivateIpAddresses",
          "ec2:DescribeVolumes",
          "ec2:DescribeSnapshots",
          "xray:PutTraceSegments",
          "xray:PutTelemetryRecords",
          "cloudwatch:PutMetricData",
          "ssm:UpdateInstanceInformation",
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel");

  private static final String ROLE = "iam/RolePolicy";

  static final List<Policy> ALL =
      List.of(
          Policy.of(
              "no action is a pattern",
              graph ->
                  Stream.concat(Statement.ofRoles(graph), Statement.ofResources(graph))
                      .filter(s -> s.actions().stream().anyMatch(a -> a.contains("*")))
                      .map(s -> s.owner().label() + " " + s.actions()),
              DEV,
              g -> g.altered(ROLE, r -> r.replacing("policy", "logs:PutLogEvents", "logs:*"))),
          Policy.of(
              "a resource is named wherever one can be",
              graph ->
                  Statement.ofRoles(graph)
                      .filter(s -> s.resources().contains("*"))
                      .filter(s -> !WITHOUT_RESOURCE.containsAll(s.actions()))
                      .map(s -> s.owner().label() + " " + s.actions()),
              DEV,
              g ->
                  g.altered(
                      g.only(ROLE, "create"),
                      r ->
                          r.replacing(
                              "policy", "arn:aws:kms:eu-central-1:123456789012:Key/key", "*"))),
          Policy.of(
              "a host reports its own metrics only",
              graph ->
                  Statement.ofRoles(graph)
                      .filter(s -> s.allows("cloudwatch:PutMetricData"))
                      .filter(s -> !s.condition().toString().contains("cloudwatch:namespace"))
                      .map(s -> s.owner().label()),
              DEV,
              g ->
                  g.altered(
                      g.only(ROLE, "redis"),
                      r -> r.replacing("policy", "cloudwatch:namespace", "aws:other"))),
          Policy.of(
              "a resource's own policy names a service, and on whose behalf it acts",
              graph ->
                  Statement.ofResources(graph)
                      .filter(s -> s.condition().isEmpty() || !s.principal().containsKey("Service"))
                      .map(s -> s.owner().label() + " " + s.principal()),
              DEV,
              g -> g.altered("sqs/QueuePolicy", r -> r.replacing("policy", "Condition", "Other"))),
          Policy.of(
              "only a service of AWS takes on a role",
              graph ->
                  Statement.ofTrust(graph)
                      .filter(
                          s ->
                              !s.principal()
                                  .getOrDefault("Service", "")
                                  .toString()
                                  .endsWith(".amazonaws.com"))
                      .map(s -> s.owner().label()),
              DEV,
              g -> g.altered("iam/Role", r -> r.replacing("assumeRolePolicy", "Service", "AWS"))),
          Policy.of(
              "no two functions share a role",
              graph ->
                  graph.all("lambda/Function").stream()
                      .filter(
                          f ->
                              graph.all("lambda/Function").stream()
                                      .filter(other -> other.at("role").equals(f.at("role")))
                                      .count()
                                  > 1)
                      .map(Declared::label),
              DEV,
              g ->
                  g.altered(
                      "lambda/Function",
                      f -> f.with("role", g.only("lambda/Function", "redirect").at("role")))),
          Policy.of(
              "a function may read the secrets that it is told of, and no others",
              graph -> graph.all("lambda/Function").stream().flatMap(f -> secretsWrong(graph, f)),
              DEV,
              g ->
                  g.altered(
                      g.only(ROLE, "redirect"),
                      r -> r.replacing("policy", "redis-password", "db-password"))),
          Policy.of(
              "only who sends events may send them",
              graph ->
                  graph.all("lambda/Function").stream()
                      .map(f -> Topology.linnet().function(f.name()))
                      .filter(
                          f ->
                              f.reads(SettingGroup.EVENTS)
                                  != may(graph, f.name(), "events:PutEvents"))
                      .map(f -> f.name()),
              DEV,
              g ->
                  g.altered(
                      g.only(ROLE, "monitor"),
                      r -> r.replacing("policy", "sqs:SendMessage", "events:PutEvents"))),
          Policy.each(
              "a permission to call a function names its caller and the alias",
              "lambda/Permission",
              p ->
                  p.text("sourceArn").startsWith("arn:")
                      && p.text("principal").endsWith(".amazonaws.com")
                      && p.text("qualifier").equals(FunctionPart.ALIAS),
              DEV,
              p -> p.with("sourceArn", null)));

  private AccessPolicies() {}

  private static boolean may(Graph graph, String role, String action) {
    return Statement.ofRoles(graph)
        .anyMatch(s -> s.owner().name().equals(role) && s.allows(action));
  }

  private static Stream<String> secretsWrong(Graph graph, Declared function) {
    List<String> told =
        function.variables().entrySet().stream()
            .filter(e -> e.getKey().endsWith(FunctionSettings.SECRET_SUFFIX))
            .map(e -> e.getValue())
            .sorted()
            .toList();
    List<String> allowed =
        Statement.ofRoles(graph)
            .filter(s -> s.owner().name().equals(function.name()))
            .filter(s -> s.allows("secretsmanager:GetSecretValue"))
            .flatMap(s -> s.resources().stream())
            .sorted()
            .toList();
    return told.equals(allowed)
        ? Stream.empty()
        : Stream.of(function.label() + " is told of " + told + " and may read " + allowed);
  }
}
