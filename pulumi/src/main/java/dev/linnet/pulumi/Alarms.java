package dev.linnet.pulumi;

import com.pulumi.aws.Provider;
import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import com.pulumi.aws.sns.Topic;
import com.pulumi.aws.sns.TopicArgs;
import com.pulumi.aws.sns.TopicSubscription;
import com.pulumi.aws.sns.TopicSubscriptionArgs;
import com.pulumi.aws.sqs.Queue;
import com.pulumi.core.Output;
import dev.linnet.topology.EventRule;
import dev.linnet.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What somebody must be told of, by mail. */
final class Alarms extends Part {
  private static final String LAMBDA = "AWS/Lambda";

  final Output<String> topic;

  Alarms(StackSettings settings, Provider provider, Encryption encryption) {
    super("Alarms", settings, provider);
    Topic declared =
        new Topic(
            "alarms",
            TopicArgs.builder().name(named("alarms")).kmsMasterKeyId(encryption.arn).build(),
            mine());
    topic = declared.arn();
    new TopicSubscription(
        "mail",
        TopicSubscriptionArgs.builder()
            .topic(topic)
            .protocol("email")
            .endpoint(settings.alarmEmail())
            .build(),
        mine());
    done(Map.of("topic", topic));
  }

  void watch(FunctionPart function) {
    String name = function.declared.name();
    var of = Map.of("FunctionName", function.name);
    double limit = function.declared.timeout().toMillis() / 2.0;
    alarm(name + "-errors", LAMBDA, "Errors", of, "Sum", 5, name + " fails");
    alarm(name + "-throttles", LAMBDA, "Throttles", of, "Sum", 5, name + " is throttled");
    alarm(name + "-duration", LAMBDA, "Duration", of, "p99", limit, name + " nears its time limit");
    watch(name + "-dead-letters", function.deadLetters);
  }

  void watch(BackgroundWork work) {
    watch("undelivered", work.undelivered);
  }

  /** Each event asks for a refill; many in a row mean that refilling does not help. */
  void watchKeyPool(Bus bus) {
    for (EventRule rule : Topology.linnet().rules()) {
      alarm(
          "key-pool-low",
          "AWS/Events",
          "TriggeredRules",
          Map.of("EventBusName", bus.name, "RuleName", Output.of(named(rule.name()))),
          "Sum",
          10,
          "The key pool stays low: refilling does not keep up");
    }
  }

  void watch(HttpApi edge) {
    var of = Map.of("ApiId", edge.api.id());
    alarm("edge-5xx", "AWS/ApiGateway", "5xx", of, "Sum", 5, "The edge answers 5xx");
    alarm("edge-latency", "AWS/ApiGateway", "Latency", of, "p99", 1000, "Answers are slow");
  }

  void watch(LoadBalancing edge) {
    var of = Map.of("LoadBalancer", edge.balancer.arnSuffix());
    String space = "AWS/ApplicationELB";
    alarm("edge-5xx", space, "HTTPCode_ELB_5XX_Count", of, "Sum", 5, "The edge answers 5xx");
    alarm("target-5xx", space, "HTTPCode_Target_5XX_Count", of, "Sum", 5, "Targets answer 5xx");
    alarm("edge-latency", space, "TargetResponseTime", of, "p99", 1, "Answers are slow");
  }

  /** The disk's fill is reported by the host itself, by the script of its first boot. */
  void watch(String name, Host host) {
    var of = Map.of("InstanceId", host.instance().id());
    alarm(name + "-status", "AWS/EC2", "StatusCheckFailed", of, "Maximum", 0, name + " is down");
    alarm(
        name + "-disk",
        FirstBoot.NAMESPACE,
        FirstBoot.DISK_METRIC,
        of,
        "Maximum",
        80,
        name + "'s disk fills, or it does not say");
  }

  private void watch(String name, Queue queue) {
    alarm(
        name,
        "AWS/SQS",
        "ApproximateNumberOfMessagesVisible",
        Map.of("QueueName", queue.name()),
        "Maximum",
        0,
        "Events failed for good and wait in " + name);
  }

  /** Above the limit in three of five spells of five minutes, or at once where nothing may be. */
  private void alarm(
      String name,
      String namespace,
      String metric,
      Map<String, Output<String>> dimensions,
      String statistic,
      double limit,
      String meaning) {
    boolean atOnce = limit == 0;
    MetricAlarmArgs.Builder args =
        MetricAlarmArgs.builder()
            .name(named(name))
            .alarmDescription(meaning)
            .namespace(namespace)
            .metricName(metric)
            .dimensions(joined(dimensions))
            .comparisonOperator("GreaterThanThreshold")
            .threshold(limit)
            .period(300)
            .evaluationPeriods(atOnce ? 1 : 5)
            .datapointsToAlarm(atOnce ? 1 : 3)
            .treatMissingData(namespace.equals(FirstBoot.NAMESPACE) ? "breaching" : "notBreaching")
            .alarmActions(topic.applyValue(List::of))
            .okActions(topic.applyValue(List::of));
    if (statistic.startsWith("p")) {
      args.extendedStatistic(statistic);
    } else {
      args.statistic(statistic);
    }
    new MetricAlarm(name, args.build(), mine());
  }

  private static Output<Map<String, String>> joined(Map<String, Output<String>> dimensions) {
    Output<Map<String, String>> all = Output.of(Map.of());
    for (var dimension : dimensions.entrySet()) {
      all =
          Output.tuple(all, dimension.getValue())
              .applyValue(
                  both -> {
                    Map<String, String> more = new TreeMap<>(both.t1);
                    more.put(dimension.getKey(), both.t2);
                    return more;
                  });
    }
    return all;
  }
}
