package dev.linnet.pulumi;

import static dev.linnet.pulumi.Variant.DEV;
import static dev.linnet.pulumi.Variant.HOSTS;
import static dev.linnet.pulumi.Variant.MANAGED;
import static dev.linnet.pulumi.Variant.PROD_ALB;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who reaches whom. */
final class NetworkPolicies {
  private static final String IN = "vpc/SecurityGroupIngressRule";
  private static final String OUT = "vpc/SecurityGroupEgressRule";
  private static final String HOST = "(postgres|mongo|redis|app|observability)";

  /** From, to and first port of all that may flow, by the names of the security groups. */
  private static final Pattern FLOWS =
      Pattern.compile(
          String.join(
              "|",
              "lambda-to-(postgres-6432|postgres-5432|mongo-27017|redis-6379)",
              "lambda-to-(endpoints|world)-443",
              "mongo-to-mongo-27017",
              "world-to-edge-(80|443)",
              "edge-to-app-80",
              "app-to-(app-8000|postgres-5432|mongo-27017|redis-6379)",
              HOST + "-to-observability-4317",
              "observability-to-" + HOST + "-9100",
              "observability-to-(app-(9113|9127)|redis-9121|postgres-(9127|9187))",
              "operators-[0-9./]+-to-bastion-22",
              "bastion-to-" + HOST + "-22",
              "bastion-to-world-443",
              HOST + "-to-world-(80|443)"));

  static final List<Policy> ALL =
      List.of(
          Policy.each(
              "the world reaches 80 and 443 only",
              IN,
              rule -> !rule.text("cidrIpv4").equals("0.0.0.0/0") || isWeb(rule),
              PROD_ALB,
              rule -> rule.with("cidrIpv4", "0.0.0.0/0").with("toPort", 6379L)),
          Policy.each(
              "nothing leaves for the world but to 80 and 443",
              OUT,
              rule -> !rule.text("cidrIpv4").equals("0.0.0.0/0") || isWeb(rule),
              DEV,
              rule -> rule.with("cidrIpv4", "0.0.0.0/0").with("fromPort", 0L)),
          Policy.of(
              "what flows is on the list",
              graph -> flows(graph).filter(r -> !isListed(r)).map(Declared::label),
              DEV,
              g -> g.plus(g.all(IN).getFirst().named("lambda-to-postgres-22"))),
          Policy.of(
              "what a rule says is what its name says",
              graph ->
                  flows(graph)
                      .filter(r -> !r.name().endsWith("-" + r.text("fromPort")))
                      .map(Declared::label),
              DEV,
              g -> g.altered(IN, rule -> rule.with("fromPort", 23L))),
          Policy.of(
              "a flow is of TCP, and a few ports wide at most",
              graph ->
                  flows(graph)
                      .filter(
                          r ->
                              !r.text("ipProtocol").equals("tcp")
                                  || (long) r.at("toPort") - (long) r.at("fromPort") > 2)
                      .map(Declared::label),
              HOSTS,
              g -> g.altered(OUT, rule -> rule.with("ipProtocol", "-1"))),
          Policy.of(
              "the VPC's default security group is declared, and lets nothing through",
              graph ->
                  graph.all("ec2/DefaultSecurityGroup").size() != 1
                      ? Stream.of("not declared")
                      : graph.all("ec2/DefaultSecurityGroup").stream()
                          .filter(g -> g.at("ingress") != null || g.at("egress") != null)
                          .map(Declared::label),
              DEV,
              g ->
                  g.altered(
                      "ec2/DefaultSecurityGroup", r -> r.with("ingress", List.of("anything")))),
          Policy.each(
              "a subnet gives no public addresses by itself",
              "ec2/Subnet",
              subnet -> subnet.text("mapPublicIpOnLaunch").equals("false"),
              DEV,
              subnet -> subnet.with("mapPublicIpOnLaunch", true)),
          Policy.each(
              "only a bastion may have a public address",
              "ec2/Instance",
              host ->
                  host.name().equals("bastion")
                      || host.text("associatePublicIpAddress").equals("false"),
              DEV,
              host -> host.with("associatePublicIpAddress", true)),
          Policy.each(
              "a managed database has no public address",
              "rds/Instance",
              db -> db.text("publiclyAccessible").equals("false"),
              MANAGED,
              db -> db.with("publiclyAccessible", true)),
          Policy.of(
              "a VPC keeps flow logs",
              graph ->
                  graph.all("ec2/Vpc").stream()
                      .filter(vpc -> graph.all("ec2/FlowLog").isEmpty())
                      .map(Declared::label),
              DEV,
              g -> g.without(r -> r.kind().equals("ec2/FlowLog"))),
          Policy.each(
              "a function is in the VPC, in two zones at least",
              "lambda/Function",
              f ->
                  f.list("vpcConfig.subnetIds").size() >= 2
                      && f.list("vpcConfig.securityGroupIds").size() == 1,
              DEV,
              f -> f.with("vpcConfig", null)),
          Policy.each(
              "a listener speaks TLS 1.2 at least, or leads to one that does",
              "lb/Listener",
              l ->
                  l.text("protocol").equals("HTTPS")
                      ? l.text("sslPolicy").startsWith("ELBSecurityPolicy-TLS13-1-2")
                      : l.text("defaultActions").contains("HTTP_301"),
              PROD_ALB,
              l -> l.with("defaultActions", "forward").with("protocol", "HTTP")));

  private NetworkPolicies() {}

  private static Stream<Declared> flows(Graph graph) {
    return Stream.concat(graph.all(IN).stream(), graph.all(OUT).stream());
  }

  private static boolean isWeb(Declared rule) {
    return List.of("80", "443").contains(rule.text("fromPort"))
        && rule.at("fromPort").equals(rule.at("toPort"));
  }

  private static boolean isListed(Declared rule) {
    return FLOWS.matcher(rule.name()).matches();
  }
}
