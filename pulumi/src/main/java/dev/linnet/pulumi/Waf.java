package dev.linnet.pulumi;

import com.pulumi.aws.wafv2.WebAcl;
import com.pulumi.aws.wafv2.WebAclArgs;
import com.pulumi.aws.wafv2.WebAclAssociation;
import com.pulumi.aws.wafv2.WebAclAssociationArgs;
import com.pulumi.aws.wafv2.inputs.WebAclDefaultActionAllowArgs;
import com.pulumi.aws.wafv2.inputs.WebAclDefaultActionArgs;
import com.pulumi.aws.wafv2.inputs.WebAclVisibilityConfigArgs;
import com.pulumi.core.Output;
import java.util.List;
import java.util.Map;

/** The web application firewall: AWS's common rules, and a limit per address. */
final class Waf {
  /** Requests of one address in five minutes. */
  private static final int LIMIT = 3000;

  private Waf() {}

  /** Protects a load balancer. */
  static void before(Part owner, Output<String> balancer) {
    new WebAclAssociation(
        "waf",
        WebAclAssociationArgs.builder()
            .webAclArn(acl(owner, "REGIONAL"))
            .resourceArn(balancer)
            .build(),
        owner.mine());
  }

  /** The ARN of one that a distribution of CloudFront names. */
  static Output<String> ofCloudFront(Part owner) {
    return acl(owner, "CLOUDFRONT");
  }

  private static Output<String> acl(Part owner, String scope) {
    return new WebAcl(
            "waf",
            WebAclArgs.builder()
                .name(owner.named("waf"))
                .scope(scope)
                .defaultAction(
                    WebAclDefaultActionArgs.builder()
                        .allow(WebAclDefaultActionAllowArgs.builder().build())
                        .build())
                .ruleJson(Json.write(rules()))
                .visibilityConfig(
                    WebAclVisibilityConfigArgs.builder()
                        .cloudwatchMetricsEnabled(true)
                        .metricName(owner.named("waf"))
                        .sampledRequestsEnabled(true)
                        .build())
                .build(),
            owner.mine())
        .arn();
  }

  private static List<Map<String, Object>> rules() {
    return List.of(
        limit(),
        managed(1, "AWSManagedRulesKnownBadInputsRuleSet"),
        managed(2, "AWSManagedRulesAmazonIpReputationList"));
  }

  private static Map<String, Object> limit() {
    return rule(
        0,
        "limit",
        "Action",
        Json.object("Block", Map.of()),
        Json.object("RateBasedStatement", Json.object("Limit", LIMIT, "AggregateKeyType", "IP")));
  }

  private static Map<String, Object> managed(int priority, String name) {
    return rule(
        priority,
        name,
        "OverrideAction",
        Json.object("None", Map.of()),
        Json.object("ManagedRuleGroupStatement", Json.object("VendorName", "AWS", "Name", name)));
  }

  private static Map<String, Object> rule(
      int priority, String name, String action, Object what, Object statement) {
    return Json.object(
        "Name",
        name,
        "Priority",
        priority,
        "Statement",
        statement,
        action,
        what,
        "VisibilityConfig",
        Json.object(
            "SampledRequestsEnabled", true,
            "CloudWatchMetricsEnabled", true,
            "MetricName", name));
  }
}
