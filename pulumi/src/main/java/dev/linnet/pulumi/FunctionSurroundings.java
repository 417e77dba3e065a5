package dev.linnet.pulumi;

import com.pulumi.core.Output;
import dev.linnet.topology.LambdaFunction;
import dev.linnet.topology.SettingGroup;
import java.util.List;

/** What every function stands in, and what it may do there. */
record FunctionSurroundings(
    Network network,
    Output<String> securityGroup,
    Output<String> key,
    Secrets secrets,
    Output<String> eventBusArn,
    FunctionSettings settings) {

  /** What Lambda does for a function in a VPC, and X-Ray's; none of these is asked by resource. */
  private static final List<String> IN_VPC =
      List.of(
          "ec2:CreateNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:DeleteNetworkInterface",
          "ec2:AssignPrivateIpAddresses",
          "ec2:UnassignPrivateIpAddresses",
          "xray:PutTraceSegments",
          "xray:PutTelemetryRecords");

  /** What a function needs, and nothing else. */
  Allow policy(LambdaFunction function, Output<String> logs, Output<String> deadLetters) {
    Allow allow =
        new Allow()
            .to(
                List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                logs.applyValue(arn -> arn + ":*"))
            .toWithoutResource(IN_VPC)
            .to(List.of("sqs:SendMessage"), deadLetters)
            .toAll(List.of("secretsmanager:GetSecretValue"), secretsOf(function))
            .to(List.of("kms:Decrypt"), key);
    if (function.reads(SettingGroup.EVENTS)) {
      allow.to(List.of("events:PutEvents"), eventBusArn);
    }
    return allow;
  }

  private Output<List<String>> secretsOf(LambdaFunction function) {
    return Output.all(
        function.variables().stream().filter(SettingGroup::isSecret).map(secrets::arn).toList());
  }
}
