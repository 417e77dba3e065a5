package dev.linnet.pulumi;

import com.pulumi.aws.lb.Listener;
import com.pulumi.aws.lb.ListenerRule;
import com.pulumi.aws.lb.ListenerRuleArgs;
import com.pulumi.aws.lb.TargetGroup;
import com.pulumi.aws.lb.TargetGroupArgs;
import com.pulumi.aws.lb.TargetGroupAttachment;
import com.pulumi.aws.lb.TargetGroupAttachmentArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleActionArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleConditionArgs;
import com.pulumi.aws.lb.inputs.ListenerRuleConditionPathPatternArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import dev.linnet.topology.Route;
import dev.linnet.topology.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Functions as the targets of a load balancer, by the routes of the topology. */
final class BalancedFunctions {
  private final LoadBalancing balancing;

  BalancedFunctions(LoadBalancing balancing, Functions functions) {
    this.balancing = balancing;
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
    Listener listener = balancing.listen(Objects.requireNonNull(otherwise, "a default route"));
    for (int i = 0; i < special.size(); i++) {
      declareRule(i + 1, special.get(i), listener, groups);
    }
  }

  private Output<String> group(FunctionPart function) {
    String name = function.declared.name();
    TargetGroup group =
        new TargetGroup(
            name,
            TargetGroupArgs.builder()
                .name(balancing.named(name))
                .targetType("lambda")
                .lambdaMultiValueHeadersEnabled(true)
                .build(),
            balancing.mine());
    function.callableBy("balancer", "elasticloadbalancing.amazonaws.com", group.arn());
    new TargetGroupAttachment(
        name,
        TargetGroupAttachmentArgs.builder()
            .targetGroupArn(group.arn())
            .targetId(function.alias.arn())
            .build(),
        CustomResourceOptions.builder().parent(balancing).dependsOn(function).build());
    return group.arn();
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
        balancing.mine());
  }
}
