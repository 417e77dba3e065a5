package dev.linnet.pulumi;

import static dev.linnet.pulumi.Variant.DEV;
import static dev.linnet.pulumi.Variant.MANAGED;
import static dev.linnet.pulumi.Variant.PROD_ALB;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What must not be seen: secrets in clear nowhere, everything encrypted. */
final class SecretPolicies {
  private static final String OUR_KEY = "arn:aws:kms:";

  /** Where a secret's value may stand. */
  private static final Set<String> MAY_HOLD_SECRETS =
      Set.of(
          "secretsmanager/SecretVersion secretString",
          "rds/Instance password",
          "elasticache/ReplicationGroup authToken");

  static final List<Policy> ALL =
      List.of(
          Policy.of(
              "a secret's value stands nowhere but where it is needed",
              graph ->
                  graph.resources().stream()
                      .flatMap(r -> inputsWithSecrets(r).map(input -> r.kind() + " " + input))
                      .filter(place -> !MAY_HOLD_SECRETS.contains(place)),
              DEV,
              g ->
                  g.altered(
                      "lambda/Function",
                      f -> f.with("environment.variables.DB_PASSWORD", Variant.PLANTED_SECRET))),
          Policy.of(
              "a secret's value is encrypted in Pulumi's state",
              graph ->
                  graph.resources().stream()
                      .flatMap(
                          r ->
                              inputsWithSecrets(r)
                                  .filter(input -> !r.secret().contains(input))
                                  .map(input -> r.label() + " " + input)),
              MANAGED,
              g -> g.altered("rds/Instance", Declared::inClear)),
          Policy.of(
              "no output of the stack holds a secret",
              graph ->
                  graph.outputs().entrySet().stream()
                      .filter(e -> e.getValue().toString().contains(Variant.PLANTED_SECRET))
                      .map(Map.Entry::getKey),
              DEV,
              g -> withOutput(g, "password", Variant.PLANTED_SECRET)),
          encrypted("a secret", "secretsmanager/Secret", "kmsKeyId", DEV),
          encrypted("a log group", "cloudwatch/LogGroup", "kmsKeyId", DEV),
          encrypted("a topic", "sns/Topic", "kmsMasterKeyId", DEV),
          encrypted("a bus", "cloudwatch/EventBus", "kmsKeyIdentifier", DEV),
          encrypted("a function's environment", "lambda/Function", "kmsKeyArn", DEV),
          encrypted("a volume", "ebs/Volume", "kmsKeyId", DEV),
          encrypted("a host's own disk", "ec2/Instance", "rootBlockDevice.kmsKeyId", DEV),
          encrypted("a managed database", "rds/Instance", "kmsKeyId", MANAGED),
          encrypted("a managed cache", "elasticache/ReplicationGroup", "kmsKeyId", MANAGED),
          Policy.each(
              "a queue is encrypted",
              "sqs/Queue",
              q -> q.text("sqsManagedSseEnabled").equals("true"),
              DEV,
              q -> q.with("sqsManagedSseEnabled", false)),
          Policy.each(
              "a managed cache is spoken to by TLS",
              "elasticache/ReplicationGroup",
              c -> c.text("transitEncryptionEnabled").equals("true"),
              MANAGED,
              c -> c.with("transitEncryptionEnabled", false)),
          Policy.each(
              "our key changes by itself every year",
              "kms/Key",
              k -> k.text("enableKeyRotation").equals("true"),
              DEV,
              k -> k.with("enableKeyRotation", null)),
          Policy.of(
              "a bucket is shut to the public, encrypted, and forgets in time",
              graph ->
                  graph.all("s3/BucketV2").isEmpty()
                      ? Stream.empty()
                      : Stream.of(
                              "s3/BucketPublicAccessBlock",
                              "s3/BucketServerSideEncryptionConfigurationV2",
                              "s3/BucketLifecycleConfigurationV2")
                          .filter(kind -> graph.all(kind).isEmpty()),
              PROD_ALB,
              g -> g.without(r -> r.kind().equals("s3/BucketPublicAccessBlock"))),
          Policy.each(
              "a host takes IMDSv2 only",
              "ec2/Instance",
              h ->
                  h.text("metadataOptions.httpTokens").equals("required")
                      && h.text("metadataOptions.httpPutResponseHopLimit").equals("1"),
              DEV,
              h -> h.with("metadataOptions.httpTokens", "optional")));

  private SecretPolicies() {}

  private static Policy encrypted(String what, String kind, String path, Variant where) {
    return Policy.each(
        what + " is encrypted by our key",
        kind,
        r -> r.text(path).startsWith(OUR_KEY),
        where,
        r -> r.with(path, null));
  }

  private static Stream<String> inputsWithSecrets(Declared resource) {
    return resource.inputs().entrySet().stream()
        .filter(e -> e.getValue().toString().contains(Variant.PLANTED_SECRET))
        .map(Map.Entry::getKey);
  }

  private static Graph withOutput(Graph graph, String name, Object value) {
    Map<String, Object> outputs = new HashMap<>(graph.outputs());
    outputs.put(name, value);
    return new Graph(graph.settings(), graph.resources(), outputs);
  }
}
