package dev.linnet.pulumi;

import com.pulumi.aws.Provider;
import com.pulumi.aws.lb.Listener;
import com.pulumi.aws.lb.ListenerArgs;
import com.pulumi.aws.lb.ListenerRule;
import com.pulumi.aws.lb.ListenerRuleArgs;
import com.pulumi.aws.lb.LoadBalancer;
import com.pulumi.aws.lb.LoadBalancerArgs;
import com.pulumi.aws.lb.TargetGroup;
import com.pulumi.aws.lb.TargetGroupArgs;
import com.pulumi.aws.lb.TargetGroupAttachment;
import com.pulumi.aws.lb.TargetGroupAttachmentArgs;
import com.pulumi.aws.lb.inputs.ListenerDefaultActionArgs;
import com.pulumi.aws.lb.inputs.ListenerDefaultActionRedirectArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleActionArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleConditionArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleConditionPathPatternArgs;
import com.pulumi.aws.lb.inputs.LoadBalancerAccessLogsArgs;
import com.pulumi.aws.lb.inputs.TargetGroupHealthCheckArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import dev.linnet.topology.Route;
import dev.linnet.topology.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A load balancer behind WAF, with functions or hosts as its targets. */
final class LoadBalancing extends Part implements Front {
  private static final String TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

  final LoadBalancer balancer;

  private final Network network;
  private final String domain;
  private final Certificate certificate;

  LoadBalancing(
      StackSettings settings,
      Provider provider,
      Network network,
      Firewall firewall,
      Output<String> account) {
    super("LoadBalancing", settings, provider);
    this.network = network;
    domain = settings.domain().orElseThrow();
    AccessLogs logs = new AccessLogs(this, account);
    balancer =
        new LoadBalancer(
            "balancer",
            LoadBalancerArgs.builder()
                .name(named("edge"))
                .loadBalancerType("application")
                .internal(false)
                .subnets(Output.all(network.publicSubnets))
                .securityGroups(firewall.group("edge").applyValue(List::of))
                .dropInvalidHeaderFields(true)
                .desyncMitigationMode("strictest")
                .enableDeletionProtection(settings.isProduction())
                .idleTimeout(30)
                .accessLogs(
                    LoadBalancerAccessLogsArgs.builder()
                        .bucket(logs.bucket)
                        .prefix(AccessLogs.PREFIX)
                        .enabled(true)
                        .build())
                .build(),
            CustomResourceOptions.builder().parent(this).dependsOn(logs.permission).build());
    certificate = new Certificate(this, domain, settings.zone().orElseThrow());
    certificate.leadTo(balancer.dnsName(), balancer.zoneId());
    redirectToTls();
    Waf.before(this, balancer.arn());
    done(Map.of("dnsName", balancer.dnsName()));
  }

  @Override
  public Output<String> baseUrl() {
    return Output.of("https://" + domain);
  }

  @Override
  public void serve(Functions functions) {
    Map<String, Output<String>> groups = new HashMap<>();
    for (FunctionPart function : functions.all()) {
      if (Topology.linnet().routes().stream()
          .anyMatch(route -> route.function().equals(function.declared.name()))) {
        groups.put(function.declared.name(), group(function));
      }
    }
    List<Route> special = new ArrayList<>();
    Output<String> otherwise = null;
    for (Route route : Topology.linnet().routes()) {
      if (route.isDefault()) {
        otherwise = groups.get(route.function());
      } else {
        special.add(route);
      }
    }
    Listener listener = listen(Objects.requireNonNull(otherwise, "a default route"));
    for (int i = 0; i < special.size(); i++) {
      declareRule(i + 1, special.get(i), listener, groups);
    }
  }

  /** Leads everything to hosts, where Nginx knows the routes. */
  void serve(AppHosts hosts) {
    TargetGroup group =
        new TargetGroup(
            "app",
            TargetGroupArgs.builder()
                .name(named("app"))
                .targetType("instance")
                .port(Firewall.HTTP)
                .protocol("HTTP")
                .vpcId(network.vpcId)
                .deregistrationDelay(30)
                .healthCheck(
                    TargetGroupHealthCheckArgs.builder()
                        .path("/health")
                        .matcher("200")
                        .interval(10)
                        .timeout(5)
                        .build())
                .build(),
            mine());
    hosts.app.forEach(
        (name, host) ->
            new TargetGroupAttachment(
                name,
                TargetGroupAttachmentArgs.builder()
                    .targetGroupArn(group.arn())
                    .targetId(host.instance().id())
                    .build(),
                mine()));
    listen(group.arn());
  }

  private Output<String> group(FunctionPart function) {
    String name = function.declared.name();
    TargetGroup group =
        new TargetGroup(
            name,
            TargetGroupArgs.builder()
                .name(named(name))
                .targetType("lambda")
                .lambdaMultiValueHeadersEnabled(true)
                .build(),
            mine());
    function.callableBy("balancer", "elasticloadbalancing.amazonaws.com", group.arn());
    new TargetGroupAttachment(
        name,
        TargetGroupAttachmentArgs.builder()
            .targetGroupArn(group.arn())
            .targetId(function.alias.arn())
            .build(),
        CustomResourceOptions.builder().parent(this).dependsOn(function).build());
    return group.arn();
  }

  private void redirectToTls() {
    new Listener(
        "http",
        ListenerArgs.builder()
            .loadBalancerArn(balancer.arn())
            .port(Firewall.HTTP)
            .protocol("HTTP")
            .defaultActions(
                ListenerDefaultActionArgs.builder()
                    .type("redirect")
                    .redirect(
                        ListenerDefaultActionRedirectArgs.builder()
                            .port(Integer.toString(Firewall.HTTPS))
                            .protocol("HTTPS")
                            .statusCode("HTTP_301")
                            .build())
                    .build())
            .build(),
        mine());
  }

  private Listener listen(Output<String> group) {
    return new Listener(
        "https",
        ListenerArgs.builder()
            .loadBalancerArn(balancer.arn())
            .port(Firewall.HTTPS)
            .protocol("HTTPS")
            .sslPolicy(TLS_POLICY)
            .certificateArn(certificate.arn)
            .defaultActions(
                ListenerDefaultActionArgs.builder().type("forward").targetGroupArn(group).build())
            .build(),
        mine());
  }

  private void declareRule(
      int priority, Route route, Listener listener, Map<String, Output<String>> groups) {
    new ListenerRule(
        route.routeKey(),
        ListenerRuleArgs.builder()
            .listenerArn(listener.arn())
            .priority(priority)
            .conditions(
                ListenerRuleConditionArgs.builder()
                    .pathPattern(
                        ListenerRuleConditionPathPatternArgs.builder()
                            .values(route.path().replace("{proxy+}", "*"))
                            .build())
                    .build())
            .actions(
                ListenerRuleActionArgs.builder()
                    .type("forward")
                    .targetGroupArn(Objects.requireNonNull(groups.get(route.function())))
                    .build())
            .build(),
        mine());
  }
}
