package dev.linnet.pulumi;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.ec2.FlowLog;
import com.pulumi.aws.ec2.FlowLogArgs;
import com.pulumi.core.Output;
import java.util.List;

/** What the security groups refused. */
final class FlowLogs {
  private static final List<String> WRITE =
      List.of(
          "logs:CreateLogStream",
          "logs:PutLogEvents",
          "logs:DescribeLogGroups",
          "logs:DescribeLogStreams");

  FlowLogs(Network network, Output<String> key, Output<String> account) {
    LogGroup logs = Logs.declare(network, "flows", "/linnet/%s/flows", key);
    ServiceRole role =
        new ServiceRole(network, "flows", Allow.assumedBy("vpc-flow-logs.amazonaws.com", account));
    role.allow(new Allow().to(WRITE, logs.arn().applyValue(arn -> arn + ":*")));
    new FlowLog(
        "flows",
        FlowLogArgs.builder()
            .vpcId(network.vpcId)
            .trafficType("REJECT")
            .logDestination(logs.arn())
            .iamRoleArn(role.arn)
            .tags(network.tagged("flows"))
            .build(),
        network.mine());
  }
}
