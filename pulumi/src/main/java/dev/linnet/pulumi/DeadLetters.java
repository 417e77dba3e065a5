package dev.linnet.pulumi;

import com.pulumi.aws.sqs.Queue;
import com.pulumi.aws.sqs.QueueArgs;
import java.time.Duration;

/** Queues where what failed for good waits for somebody to look. */
final class DeadLetters {
  private static final Duration KEPT = Duration.ofDays(14);

  private DeadLetters() {}

  static Queue declare(Part owner, String name) {
    return new Queue(
        name,
        QueueArgs.builder()
            .name(owner.named(name))
            .messageRetentionSeconds((int) KEPT.toSeconds())
            .sqsManagedSseEnabled(true)
            .build(),
        owner.mine());
  }
}
