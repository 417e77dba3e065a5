package dev.linnet.pulumi;

import com.pulumi.aws.s3.BucketLifecycleConfigurationV2;
import com.pulumi.aws.s3.BucketLifecycleConfigurationV2Args;
import com.pulumi.aws.s3.BucketPolicy;
import com.pulumi.aws.s3.BucketPolicyArgs;
import com.pulumi.aws.s3.BucketPublicAccessBlock;
import com.pulumi.aws.s3.BucketPublicAccessBlockArgs;
import com.pulumi.aws.s3.BucketServerSideEncryptionConfigurationV2;
import com.pulumi.aws.s3.BucketServerSideEncryptionConfigurationV2Args;
import com.pulumi.aws.s3.BucketV2;
import com.pulumi.aws.s3.BucketV2Args;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleExpirationArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleFilterArgs;
import com.pulumi.aws.s3.inputs.BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs;
import com.pulumi.aws.s3.inputs.BucketServerSideEncryptionConfigurationV2RuleArgs;
import com.pulumi.core.Output;
import java.util.List;

/** The bucket that a load balancer writes its access logs to, and only it. */
final class AccessLogs {
  static final String PREFIX = "edge";
  private static final String WRITER = "logdelivery.elasticloadbalancing.amazonaws.com";

  final Output<String> bucket;
  final BucketPolicy permission;

  private final Part owner;

  AccessLogs(Part owner, Output<String> account) {
    this.owner = owner;
    BucketV2 declared =
        new BucketV2(
            "access-logs",
            BucketV2Args.builder().bucketPrefix(owner.named("access-logs-")).build(),
            owner.mine());
    bucket = declared.id();
    close();
    permission =
        new BucketPolicy(
            "access-logs",
            BucketPolicyArgs.builder()
                .bucket(bucket)
                .policy(
                    Output.tuple(declared.arn(), account)
                        .applyValue(both -> policy(both.t1, both.t2)))
                .build(),
            owner.mine());
  }

  private String policy(String arn, String account) {
    String source =
        "arn:aws:elasticloadbalancing:%s:%s:loadbalancer/*"
            .formatted(owner.settings.region(), account);
    return Json.write(
        Json.object(
            "Version",
            "2012-10-17",
            "Statement",
            List.of(
                Json.object(
                    "Effect", "Allow",
                    "Principal", Json.object("Service", WRITER),
                    "Action", "s3:PutObject",
                    "Resource", "%s/%s/AWSLogs/%s/*".formatted(arn, PREFIX, account),
                    "Condition", Json.object("ArnLike", Json.object("aws:SourceArn", source))))));
  }

  /** Access logs take S3's own encryption only, not a key of ours. */
  private void close() {
    new BucketPublicAccessBlock(
        "access-logs",
        BucketPublicAccessBlockArgs.builder()
            .bucket(bucket)
            .blockPublicAcls(true)
            .blockPublicPolicy(true)
            .ignorePublicAcls(true)
            .restrictPublicBuckets(true)
            .build(),
        owner.mine());
    new BucketServerSideEncryptionConfigurationV2(
        "access-logs",
        BucketServerSideEncryptionConfigurationV2Args.builder()
            .bucket(bucket)
            .rules(
                BucketServerSideEncryptionConfigurationV2RuleArgs.builder()
                    .applyServerSideEncryptionByDefault(
                        BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs
                            .builder()
                            .sseAlgorithm("AES256")
                            .build())
                    .build())
            .build(),
        owner.mine());
    new BucketLifecycleConfigurationV2(
        "access-logs",
        BucketLifecycleConfigurationV2Args.builder()
            .bucket(bucket)
            .rules(
                BucketLifecycleConfigurationV2RuleArgs.builder()
                    .id("retention")
                    .status("Enabled")
                    .filter(
                        BucketLifecycleConfigurationV2RuleFilterArgs.builder().prefix("").build())
                    .expiration(
                        BucketLifecycleConfigurationV2RuleExpirationArgs.builder()
                            .days(owner.settings.retentionDays())
                            .build())
                    .build())
            .build(),
        owner.mine());
  }
}
