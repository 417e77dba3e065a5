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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What must not be seen: in Secrets Manager, encrypted by our key. Values come from the stack's
 * encrypted settings and stay encrypted in its state; functions and hosts are told ARNs.
 */
final class Secrets extends Part {
  static final String KEY_SECRET = "KEY_SECRET";
  static final String DB_PASSWORD = "DB_PASSWORD";
  static final String REDIS_PASSWORD = "REDIS_PASSWORD";
  static final String MONGO_URI = "MONGO_URI";

  final Output<String> keySecret;
  final Output<String> dbPassword;
  final Output<String> redisPassword;

  /** Of the own MongoDB hosts: their user's password; else the URI itself. */
  final Output<String> mongo;

  private final Encryption encryption;
  private final Map<String, Output<String>> arns = new LinkedHashMap<>();
  private final List<Resource> versions = new ArrayList<>();

  Secrets(StackSettings settings, Provider provider, Encryption encryption, Config config) {
    super("Secrets", settings, provider);
    this.encryption = encryption;
    keySecret = config.requireSecret("keySecret");
    dbPassword = config.requireSecret("dbPassword");
    redisPassword = config.requireSecret("redisPassword");
    mongo = config.requireSecret(settings.data() == Data.MANAGED ? "mongoUri" : "mongoPassword");
    keep(KEY_SECRET, keySecret);
    keep(DB_PASSWORD, dbPassword);
    keep(REDIS_PASSWORD, redisPassword);
  }

  /** Once it is known where MongoDB is. */
  void keepMongoUri(Output<String> uri) {
    keep(MONGO_URI, uri);
    done(Map.of());
  }

  /** The name of each setting that is a secret, and the ARN of its secret. */
  Map<String, Output<String>> arns() {
    return Map.copyOf(arns);
  }

  /** Of the secret that is this setting. */
  Output<String> arn(String setting) {
    return Objects.requireNonNull(arns.get(setting), setting);
  }

  /** What must be there before anything reads a secret. */
  List<Resource> versions() {
    return List.copyOf(versions);
  }

  private void keep(String setting, Output<String> value) {
    String name = setting.toLowerCase(Locale.ROOT).replace('_', '-');
    Secret secret =
        new Secret(
            name,
            SecretArgs.builder()
                .name("linnet/" + settings.environment() + "/" + name)
                .description(setting + " of Linnet")
                .kmsKeyId(encryption.arn)
                .recoveryWindowInDays(settings.isProduction() ? 30 : 7)
                .build(),
            kept());
    arns.put(setting, secret.arn());
    versions.add(
        new SecretVersion(
            name,
            SecretVersionArgs.builder().secretId(secret.id()).secretString(value).build(),
            mine()));
  }
}
