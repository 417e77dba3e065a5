package dev.linnet.pulumi;

import com.pulumi.core.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds a policy of IAM, statement by statement, as one text once all ARNs are known. */
final class Allow {
  private static final String VERSION = "2012-10-17";

  private final List<Output<Map<String, Object>>> statements = new ArrayList<>();

  /** The policy that says who may take on a role. */
  static String assumedBy(String service) {
    return document(
        List.of(
            Json.object(
                "Effect", "Allow",
                "Principal", Json.object("Service", service),
                "Action", "sts:AssumeRole")));
  }

  /** The same, and only on behalf of this account: no confused deputy. */
  static Output<String> assumedBy(String service, Output<String> account) {
    return account.applyValue(
        id ->
            document(
                List.of(
                    Json.object(
                        "Effect",
                        "Allow",
                        "Principal",
                        Json.object("Service", service),
                        "Action",
                        "sts:AssumeRole",
                        "Condition",
                        Json.object("StringEquals", Json.object("aws:SourceAccount", id))))));
  }

  Allow to(List<String> actions, Output<String> arn) {
    return toAll(actions, Output.all(List.of(arn)));
  }

  Allow toAll(List<String> actions, Output<List<String>> arns) {
    statements.add(
        arns.applyValue(
            list -> Json.object("Effect", "Allow", "Action", actions, "Resource", list)));
    return this;
  }

  /** For the few actions of AWS that know no resource. */
  Allow toWithoutResource(List<String> actions) {
    return to(actions, Output.of("*"));
  }

  /** To write metrics, of one namespace only. */
  Allow toReport(String namespace) {
    statements.add(
        Output.of(
            Json.object(
                "Effect",
                "Allow",
                "Action",
                List.of("cloudwatch:PutMetricData"),
                "Resource",
                List.of("*"),
                "Condition",
                Json.object("StringEquals", Json.object("cloudwatch:namespace", namespace)))));
    return this;
  }

  /** A statement of a resource's own policy. */
  Allow service(String service, List<String> actions, Output<String> arn, Output<String> source) {
    statements.add(
        Output.tuple(arn, source)
            .applyValue(
                both ->
                    Json.object(
                        "Effect",
                        "Allow",
                        "Principal",
                        Json.object("Service", service),
                        "Action",
                        actions,
                        "Resource",
                        both.t1,
                        "Condition",
                        Json.object("ArnLike", Json.object("aws:SourceArn", both.t2)))));
    return this;
  }

  Output<String> document() {
    return Output.all(statements).applyValue(Allow::document);
  }

  private static String document(List<Map<String, Object>> statements) {
    return Json.write(Json.object("Version", VERSION, "Statement", statements));
  }
}
