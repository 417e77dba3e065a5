package dev.linnet.pulumi;

import com.pulumi.aws.lb.TargetGroup;
import com.pulumi.aws.lb.TargetGroupArgs;
import com.pulumi.aws.lb.TargetGroupAttachment;
import com.pulumi.aws.lb.TargetGroupAttachmentArgs;
import com.pulumi.aws.lb.inputs.TargetGroupHealthCheckArgs;
import com.pulumi.core.Output;

/** Hosts as the targets of a load balancer. */
final class BalancedHosts {
  final Output<String> group;

  BalancedHosts(LoadBalancing balancing, Network network, AppHosts hosts) {
    TargetGroup declared =
        new TargetGroup(
            "app",
            TargetGroupArgs.builder()
                .name(balancing.named("app"))
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
            balancing.mine());
    hosts.app.forEach(
        (name, host) ->
            new TargetGroupAttachment(
                name,
                TargetGroupAttachmentArgs.builder()
                    .targetGroupArn(declared.arn())
                    .targetId(host.instance().id())
                    .build(),
                balancing.mine()));
    group = declared.arn();
  }
}
