package dev.linnet.pulumi;

import static dev.linnet.pulumi.Variant.DEV;
import static dev.linnet.pulumi.Variant.MANAGED;
import static dev.linnet.pulumi.Variant.PROD;
import static dev.linnet.pulumi.Variant.PROD_ALB;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What must not be lost, and for how long what is kept. */
final class KeepingPolicies {
  static final List<Policy> ALL =
      List.of(
          Policy.of(
              "logs are kept as long as the settings say",
              graph ->
                  graph.all("cloudwatch/LogGroup").stream()
                      .filter(
                          l ->
                              !l.text("retentionInDays")
                                  .equals("" + graph.settings().retentionDays()))
                      .map(Declared::label),
              DEV,
              g -> g.altered("cloudwatch/LogGroup", l -> l.with("retentionInDays", null))),
          Policy.of(
              "a function writes to a log group that we declared",
              graph ->
                  graph.all("lambda/Function").stream()
                      .filter(
                          f ->
                              graph.all("cloudwatch/LogGroup").stream()
                                  .noneMatch(
                                      l -> l.at("name").equals(f.at("loggingConfig.logGroup"))))
                      .map(Declared::label),
              DEV,
              g -> g.altered("lambda/Function", f -> f.with("loggingConfig", null))),
          Policy.of(
              "a data volume is backed up every day",
              graph ->
                  graph.all("ebs/Volume").stream()
                      .filter(
                          v ->
                              graph.all("dlm/LifecyclePolicy").stream()
                                  .noneMatch(
                                      p ->
                                          p.text("policyDetails.targetTags.Backup")
                                              .equals(v.text("tags.Backup"))))
                      .map(Declared::label),
              DEV,
              g -> g.altered("ebs/Volume", v -> v.with("tags.Backup", null))),
          Policy.each(
              "a managed database is backed up for a week at least",
              "rds/Instance",
              d -> d.at("backupRetentionPeriod") instanceof Long days && days >= 7,
              MANAGED,
              d -> d.with("backupRetentionPeriod", 0L)),
          inProduction("the key", "kms/Key", k -> true, PROD, Declared::unprotected),
          inProduction("a secret", "secretsmanager/Secret", s -> true, PROD, Declared::unprotected),
          inProduction(
              "a data volume",
              "ebs/Volume",
              v -> v.text("finalSnapshot").equals("true"),
              PROD,
              v -> v.with("finalSnapshot", false)),
          inProduction(
              "a managed database",
              "rds/Instance",
              d ->
                  d.text("deletionProtection").equals("true")
                      && d.text("skipFinalSnapshot").equals("false"),
              MANAGED,
              d -> d.with("deletionProtection", false)),
          whileProduction(
              "nobody ends a host by mistake",
              "ec2/Instance",
              h -> h.text("disableApiTermination").equals("true"),
              PROD,
              h -> h.with("disableApiTermination", false)),
          whileProduction(
              "nobody deletes a load balancer by mistake",
              "lb/LoadBalancer",
              b -> b.text("enableDeletionProtection").equals("true"),
              PROD_ALB,
              b -> b.with("enableDeletionProtection", false)));

  private KeepingPolicies() {}

  private static Policy inProduction(
      String what,
      String kind,
      Predicate<Declared> kept,
      Variant where,
      UnaryOperator<Declared> plant) {
    return whileProduction(
        what + " is protected", kind, r -> r.isProtected() && kept.test(r), where, plant);
  }

  private static Policy whileProduction(
      String name,
      String kind,
      Predicate<Declared> right,
      Variant where,
      UnaryOperator<Declared> plant) {
    return Policy.of(
        "in production " + name,
        graph ->
            graph.settings().isProduction()
                ? graph.all(kind).stream().filter(right.negate()).map(Declared::label)
                : Stream.empty(),
        where,
        graph -> graph.altered(kind, plant));
  }
}
