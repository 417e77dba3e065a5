package dev.linnet.pulumi;

import com.pulumi.Config;
import com.pulumi.aws.Provider;
import com.pulumi.aws.secretsmanager.Secret;
import com.pulumi.aws.secretsmanager.SecretArgs;
import com.pulumi.aws.secretsmanager.SecretVersion;
import com.pulumi.aws.secretsmanager.SecretVersionArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The secrets: in Secrets Manager, encrypted by our key. Values come from the stack's encrypted
 * settings and stay encrypted in its state; functions and hosts are told ARNs.
 */
final class Secrets extends Part {
  private final Encryption encryption;
  private final Map<StackSecret, Output<String>> values = new EnumMap<>(StackSecret.class);
  private final Map<StackSecret, Output<String>> arns = new EnumMap<>(StackSecret.class);
  private final List<Resource> versions = new ArrayList<>();

  Secrets(StackSettings settings, Provider provider, Encryption encryption, Config config) {
    super("Secrets", settings, provider);
    this.encryption = encryption;
    for (StackSecret secret : StackSecret.given(settings)) {
      keep(secret, config.requireSecret(secret.configName()));
    }
  }

  /** Once it is known where MongoDB is. */
  void complete(Output<String> mongoUri) {
    if (!values.containsKey(StackSecret.MONGO_URI)) {
      keep(StackSecret.MONGO_URI, mongoUri);
    }
    done(Map.of());
  }

  Output<String> value(StackSecret secret) {
    return Objects.requireNonNull(values.get(secret), secret.name());
  }

  /** Of the secret that is this setting. */
  Output<String> arn(String setting) {
    return Objects.requireNonNull(arns.get(StackSecret.valueOf(setting)), setting);
  }

  /** What must be there before anything reads a secret. */
  List<Resource> versions() {
    return List.copyOf(versions);
  }

  private void keep(StackSecret secret, Output<String> value) {
    Secret declared =
        new Secret(
            secret.awsName(),
            SecretArgs.builder()
                .name("linnet/" + settings.environment() + "/" + secret.awsName())
                .description(secret.name() + " of Linnet")
                .kmsKeyId(encryption.arn)
                .recoveryWindowInDays(settings.isProduction() ? 30 : 7)
                .build(),
            kept());
    values.put(secret, value);
    arns.put(secret, declared.arn());
    versions.add(
        new SecretVersion(
            secret.awsName(),
            SecretVersionArgs.builder().secretId(declared.id()).secretString(value).build(),
            mine()));
  }
}
