package dev.linnet.pulumi;

import com.pulumi.aws.Provider;
import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.vpc.SecurityGroupEgressRule;
import com.pulumi.aws.vpc.SecurityGroupEgressRuleArgs;
import com.pulumi.aws.vpc.SecurityGroupIngressRule;
import com.pulumi.aws.vpc.SecurityGroupIngressRuleArgs;
import com.pulumi.core.Output;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Security groups by name, and the rules of what flows between them. */
abstract class Flows extends Part {
  private final Output<String> vpc;
  private final Map<String, Output<String>> groups = new LinkedHashMap<>();

  Flows(StackSettings settings, Provider provider, Network network) {
    super("Firewall", settings, provider);
    vpc = network.vpcId;
  }

  /** Of the group with this name, which some flow has named. */
  final Output<String> group(String name) {
    return groups.computeIfAbsent(name, this::declare);
  }

  final void flow(String from, String to, int port) {
    flow(from, to, port, port);
  }

  final void flow(String from, String to, int first, int last) {
    String name = from + "-to-" + to + "-" + first;
    Output<String> source = group(from);
    Output<String> target = group(to);
    egress(from, name, first, last, rule -> rule.referencedSecurityGroupId(target), to);
    ingress(to, name, first, last, rule -> rule.referencedSecurityGroupId(source), from);
  }

  final void fromTheWorld(String to, int port) {
    from("world", Network.EVERYWHERE, to, port);
  }

  final void toTheWorld(String from, int port) {
    to(from, "world", Network.EVERYWHERE, port);
  }

  final void from(String source, String cidr, String to, int port) {
    String name = source + "-to-" + to + "-" + port;
    ingress(to, name, port, port, rule -> rule.cidrIpv4(cidr), source);
  }

  final void to(String from, String target, String cidr, int port) {
    String name = from + "-to-" + target + "-" + port;
    egress(from, name, port, port, rule -> rule.cidrIpv4(cidr), target);
  }

  private void egress(
      String from,
      String name,
      int first,
      int last,
      UnaryOperator<SecurityGroupEgressRuleArgs.Builder> target,
      String described) {
    SecurityGroupEgressRuleArgs.Builder rule =
        SecurityGroupEgressRuleArgs.builder()
            .securityGroupId(group(from))
            .ipProtocol("tcp")
            .fromPort(first)
            .toPort(last)
            .description("To " + described);
    new SecurityGroupEgressRule(name, target.apply(rule).build(), mine());
  }

  private void ingress(
      String to,
      String name,
      int first,
      int last,
      UnaryOperator<SecurityGroupIngressRuleArgs.Builder> source,
      String described) {
    SecurityGroupIngressRuleArgs.Builder rule =
        SecurityGroupIngressRuleArgs.builder()
            .securityGroupId(group(to))
            .ipProtocol("tcp")
            .fromPort(first)
            .toPort(last)
            .description("From " + described);
    new SecurityGroupIngressRule(name, source.apply(rule).build(), mine());
  }

  private Output<String> declare(String name) {
    return new SecurityGroup(
            name,
            SecurityGroupArgs.builder()
                .name(named(name))
                .description("Linnet: " + name)
                .vpcId(vpc)
                .tags(tagged(name))
                .build(),
            mine())
        .id();
  }
}
