package dev.linnet.pulumi;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.core.Output;

/** Log groups: encrypted, and kept as long as the settings say. */
final class Logs {
  private Logs() {}

  /**
   * Declares one.
   *
   * @param path its name on AWS, with {@code %s} for the environment
   */
  static LogGroup declare(Part owner, String name, String path, Output<String> key) {
    StackSettings settings = owner.settings;
    return new LogGroup(
        name,
        LogGroupArgs.builder()
            .name(path.formatted(settings.environment()))
            .retentionInDays(settings.retentionDays())
            .kmsKeyId(key)
            .build(),
        owner.mine());
  }
}
