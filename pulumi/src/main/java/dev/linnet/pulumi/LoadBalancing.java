package dev.linnet.pulumi;

import com.pulumi.aws.Provider;
import com.pulumi.aws.lb.Listener;
import com.pulumi.aws.lb.ListenerArgs;
import com.pulumi.aws.lb.LoadBalancer;
import com.pulumi.aws.lb.LoadBalancerArgs;
import com.pulumi.aws.lb.inputs.ListenerDefaultActionArgs;
import com.pulumi.aws.lb.inputs.ListenerDefaultActionRedirectArgs;
import com.pulumi.aws.lb.inputs.LoadBalancerAccessLogsArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import java.util.List;
import java.util.Map;

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
    new BalancedFunctions(this, functions);
  }

  /** Leads everything to hosts, where Nginx knows the routes. */
  void serve(AppHosts hosts) {
    listen(new BalancedHosts(this, network, hosts).group);
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

  /** Opens 443; what no rule takes goes to this group. */
  Listener listen(Output<String> group) {
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
}
