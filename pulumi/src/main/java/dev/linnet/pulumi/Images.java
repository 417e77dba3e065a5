package dev.linnet.pulumi;

import com.pulumi.aws.Provider;
import com.pulumi.aws.ssm.SsmFunctions;
import com.pulumi.aws.ssm.inputs.GetParameterArgs;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;

/** The newest machine images, by the names that their makers publish. */
record Images(Provider provider) {
  /** What the hosts run; Ansible knows it. Logs in as {@code admin}. */
  Output<String> debian() {
    return parameter("/aws/service/debian/release/13/latest/arm64");
  }

  /** What the bastion runs: it brings the agent of Session Manager. Logs in as ec2-user. */
  Output<String> amazonLinux() {
    return parameter("/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64");
  }

  private Output<String> parameter(String name) {
    return SsmFunctions.getParameter(
            GetParameterArgs.builder().name(name).build(),
            InvokeOptions.builder().provider(provider).build())
        .applyValue(parameter -> parameter.value());
  }
}
