package dev.linnet.pulumi;

import com.pulumi.aws.Provider;
import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.vpc.SecurityGroupEgressRule;
import com.pulumi.aws.vpc.SecurityGroupEgressRuleArgs;
import com.pulumi.aws.vpc.SecurityGroupIngressRule;
import com.pulumi.aws.vpc.SecurityGroupIngressRuleArgs;
import com.pulumi.core.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The security groups, and every flow between them. What is not written here cannot pass. */
final class Firewall extends Part {
  static final int PGBOUNCER = 6432;
  static final int MONGO = 27017;
  static final int REDIS = 6379;
  static final int SSH = 22;
  static final int HTTP = 80;
  static final int HTTPS = 443;

  /** OTLP, by which hosts and functions send what they observed. */
  static final int OTLP = 4317;

  private static final String LAMBDA = "lambda";
  private static final String APP = "app";
  private static final String EDGE = "edge";
  private static final String BASTION = "bastion";
  private static final String OBSERVABILITY = "observability";

  private final Network network;
  private final Map<String, Output<String>> groups = new LinkedHashMap<>();

  Firewall(StackSettings settings, Provider provider, Network network) {
    super("Firewall", settings, provider);
    this.network = network;
    if (settings.edge() == Edge.ALB) {
      declareEdge();
    }
    String caller = settings.compute() == Compute.HOSTS ? APP : LAMBDA;
    toTheWorld(caller, HTTPS);
    switch (settings.data()) {
      case HOSTS -> declareDataHosts(caller);
      case MANAGED -> declareManaged(caller);
    }
    if (settings.compute() == Compute.HOSTS) {
      flow(EDGE, APP, HTTP);
      flow(APP, OBSERVABILITY, OTLP);
    }
    if (settings.hasHosts()) {
      declareHosts();
    }
    declareEndpoints(caller);
    done(Map.of());
  }

  /** Of the group with this name, which some flow has named. */
  Output<String> group(String name) {
    return groups.computeIfAbsent(name, this::declare);
  }

  private void declareEdge() {
    fromTheWorld(HTTP);
    fromTheWorld(HTTPS);
  }

  private void declareDataHosts(String caller) {
    flow(caller, "postgres", PGBOUNCER);
    flow(caller, "mongo", MONGO);
    flow(caller, "redis", REDIS);
    if (settings.size().mongoHosts > 1) {
      flow("mongo", "mongo", MONGO); // a replica set talks to itself
    }
  }

  private void declareManaged(String caller) {
    flow(caller, "postgres", ManagedData.POSTGRES_PORT);
    flow(caller, "redis", REDIS);
    settings.mongoNetwork().ifPresent(cidr -> out(caller, "mongo", cidr, MONGO));
  }

  /** Hosts fetch packages over NAT; operators come in through the bastion alone. */
  private void declareHosts() {
    for (String cidr : settings.operators()) {
      in(BASTION, "ssh-" + cidr, SSH, rule -> rule.cidrIpv4(cidr).description("Operators"));
    }
    toTheWorld(BASTION, HTTPS);
    for (String host : hosts()) {
      flow(BASTION, host, SSH);
      toTheWorld(host, HTTP);
      if (!host.equals(APP)) {
        toTheWorld(host, HTTPS);
      }
    }
  }

  private List<String> hosts() {
    List<String> all = new ArrayList<>();
    if (settings.data() == Data.HOSTS) {
      all.addAll(List.of("postgres", "mongo", "redis"));
    }
    if (settings.compute() == Compute.HOSTS) {
      all.addAll(List.of(APP, OBSERVABILITY));
    }
    return all;
  }

  private void declareEndpoints(String caller) {
    if (Costs.endpointIsCheaperThanNat(settings.awsTrafficGigabytes(), settings.zones())) {
      flow(caller, "endpoints", HTTPS);
      network.declareInterfaceEndpoints(group("endpoints"));
    }
  }

  private void flow(String from, String to, int port) {
    String name = from + "-to-" + to + "-" + port;
    Output<String> source = group(from);
    Output<String> target = group(to);
    new SecurityGroupEgressRule(
        name,
        SecurityGroupEgressRuleArgs.builder()
            .securityGroupId(source)
            .referencedSecurityGroupId(target)
            .ipProtocol("tcp")
            .fromPort(port)
            .toPort(port)
            .description("To " + to)
            .build(),
        mine());
    in(to, name, port, rule -> rule.referencedSecurityGroupId(source).description("From " + from));
  }

  private void fromTheWorld(int port) {
    in(
        EDGE,
        "world-to-edge-" + port,
        port,
        rule -> rule.cidrIpv4(Network.EVERYWHERE).description("Everybody"));
  }

  private void toTheWorld(String from, int port) {
    out(from, "world", Network.EVERYWHERE, port);
  }

  private void out(String from, String to, String cidr, int port) {
    new SecurityGroupEgressRule(
        from + "-to-" + to + "-" + port,
        SecurityGroupEgressRuleArgs.builder()
            .securityGroupId(group(from))
            .cidrIpv4(cidr)
            .ipProtocol("tcp")
            .fromPort(port)
            .toPort(port)
            .description("To " + to)
            .build(),
        mine());
  }

  private void in(
      String to,
      String name,
      int port,
      UnaryOperator<SecurityGroupIngressRuleArgs.Builder> source) {
    SecurityGroupIngressRuleArgs.Builder rule =
        SecurityGroupIngressRuleArgs.builder()
            .securityGroupId(group(to))
            .ipProtocol("tcp")
            .fromPort(port)
            .toPort(port);
    new SecurityGroupIngressRule(name, source.apply(rule).build(), mine());
  }

  private Output<String> declare(String name) {
    return new SecurityGroup(
            name,
            SecurityGroupArgs.builder()
                .name(named(name))
                .description("Linnet: " + name)
                .vpcId(network.vpcId)
                .tags(tagged(name))
                .build(),
            mine())
        .id();
  }
}
