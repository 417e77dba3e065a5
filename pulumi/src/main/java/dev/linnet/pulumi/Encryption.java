package dev.linnet.pulumi;

import com.pulumi.aws.Provider;
import com.pulumi.aws.kms.Alias;
import com.pulumi.aws.kms.AliasArgs;
import com.pulumi.aws.kms.Key;
import com.pulumi.aws.kms.KeyArgs;
import com.pulumi.core.Output;
import java.util.List;
import java.util.Map;

/** The key that encrypts logs, secrets, queues, topics and disks. */
final class Encryption extends Part {
  private static final List<String> USES =
      List.of(
          "kms:Encrypt",
          "kms:Decrypt",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo",
          "kms:GenerateDataKey",
          "kms:GenerateDataKeyWithoutPlaintext",
          "kms:DescribeKey");

  private static final List<String> SERVICES =
      List.of(
          "cloudwatch.amazonaws.com",
          "scheduler.amazonaws.com",
          "events.amazonaws.com",
          "budgets.amazonaws.com");

  final Output<String> arn;

  Encryption(StackSettings settings, Provider provider, Output<String> account) {
    super("Encryption", settings, provider);
    Key key =
        new Key(
            "key",
            KeyArgs.builder()
                .description("Linnet, " + settings.environment())
                .enableKeyRotation(true)
                .deletionWindowInDays(30)
                .policy(account.applyValue(this::policy))
                .build(),
            kept());
    new Alias(
        "key-name",
        AliasArgs.builder().name("alias/" + named("key")).targetKeyId(key.keyId()).build(),
        mine());
    arn = key.arn();
    done(Map.of("arn", arn));
  }

  /** A key's policy can speak of its own key only, which it calls {@code *}. */
  private String policy(String account) {
    Map<String, Object> owner =
        Json.object(
            "Effect", "Allow",
            "Principal", Json.object("AWS", "arn:aws:iam::" + account + ":root"),
            "Action", "kms:*",
            "Resource", "*");
    Map<String, Object> services =
        Json.object(
            "Effect",
            "Allow",
            "Principal",
            Json.object("Service", SERVICES),
            "Action",
            USES,
            "Resource",
            "*",
            "Condition",
            Json.object("StringEquals", Json.object("aws:SourceAccount", account)));
    String groups = "arn:aws:logs:%s:%s:log-group:*".formatted(settings.region(), account);
    Map<String, Object> logs =
        Json.object(
            "Effect",
            "Allow",
            "Principal",
            Json.object("Service", "logs." + settings.region() + ".amazonaws.com"),
            "Action",
            USES,
            "Resource",
            "*",
            "Condition",
            Json.object("ArnLike", Json.object("kms:EncryptionContext:aws:logs:arn", groups)));
    return Json.write(
        Json.object("Version", "2012-10-17", "Statement", List.of(owner, services, logs)));
  }
}
