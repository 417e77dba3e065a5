package dev.linnet.pulumi;

import com.pulumi.aws.Provider;
import com.pulumi.aws.cloudwatch.EventRule;
import com.pulumi.aws.cloudwatch.EventRuleArgs;
import com.pulumi.aws.cloudwatch.EventTarget;
import com.pulumi.aws.cloudwatch.EventTargetArgs;
import com.pulumi.aws.cloudwatch.inputs.EventTargetDeadLetterConfigArgs;
import com.pulumi.aws.cloudwatch.inputs.EventTargetRetryPolicyArgs;
import com.pulumi.aws.scheduler.Schedule;
import com.pulumi.aws.scheduler.ScheduleArgs;
import com.pulumi.aws.scheduler.ScheduleGroup;
import com.pulumi.aws.scheduler.ScheduleGroupArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleFlexibleTimeWindowArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleTargetArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleTargetDeadLetterConfigArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleTargetRetryPolicyArgs;
import com.pulumi.aws.sqs.Queue;
import com.pulumi.aws.sqs.QueuePolicy;
import com.pulumi.aws.sqs.QueuePolicyArgs;
import com.pulumi.core.Output;
import dev.linnet.topology.RetryPolicy;
import dev.linnet.topology.Topology;
import java.util.List;
import java.util.Map;

/** The schedules and event rules of the topology, each with retries and a place for what failed. */
final class BackgroundWork extends Part {
  private static final int MAX_AGE_SECONDS = 60 * 60;

  /** What could not be delivered to a function; what a function failed at lies in its own queue. */
  final Queue undelivered;

  private final Functions functions;

  BackgroundWork(
      StackSettings settings,
      Provider provider,
      Functions functions,
      Bus bus,
      Output<String> account) {
    super("BackgroundWork", settings, provider);
    this.functions = functions;
    undelivered = DeadLetters.declare(this, "undelivered");
    declareSchedules(account);
    Topology.linnet().rules().forEach(rule -> declareRule(rule, bus));
    done(Map.of());
  }

  private void declareSchedules(Output<String> account) {
    ScheduleGroup group =
        new ScheduleGroup(
            "schedules", ScheduleGroupArgs.builder().name(named("schedules")).build(), mine());
    for (dev.linnet.topology.Schedule declared : Topology.linnet().schedules()) {
      FunctionPart function = functions.named(declared.function());
      ServiceRole role =
          new ServiceRole(
              this, declared.name(), Allow.assumedBy("scheduler.amazonaws.com", account));
      role.allow(
          new Allow()
              .to(List.of("lambda:InvokeFunction"), function.alias.arn())
              .to(List.of("sqs:SendMessage"), undelivered.arn()));
      new Schedule(
          declared.name(),
          ScheduleArgs.builder()
              .name(named(declared.name()))
              .groupName(group.name())
              .scheduleExpression("rate(" + declared.every().toMinutes() + " minutes)")
              .flexibleTimeWindow(ScheduleFlexibleTimeWindowArgs.builder().mode("OFF").build())
              .target(target(function, role))
              .build(),
          mine());
    }
  }

  private ScheduleTargetArgs target(FunctionPart function, ServiceRole role) {
    return ScheduleTargetArgs.builder()
        .arn(function.alias.arn())
        .roleArn(role.arn)
        .retryPolicy(
            ScheduleTargetRetryPolicyArgs.builder()
                .maximumRetryAttempts(RetryPolicy.DEFAULT.maxRetries())
                .maximumEventAgeInSeconds(MAX_AGE_SECONDS)
                .build())
        .deadLetterConfig(
            ScheduleTargetDeadLetterConfigArgs.builder().arn(undelivered.arn()).build())
        .build();
  }

  private void declareRule(dev.linnet.topology.EventRule declared, Bus bus) {
    FunctionPart function = functions.named(declared.function());
    EventRule rule =
        new EventRule(
            declared.name(),
            EventRuleArgs.builder()
                .name(named(declared.name()))
                .eventBusName(bus.name)
                .eventPattern(declared.pattern())
                .build(),
            mine());
    new EventTarget(
        declared.name(),
        EventTargetArgs.builder()
            .rule(rule.name())
            .eventBusName(bus.name)
            .arn(function.alias.arn())
            .retryPolicy(
                EventTargetRetryPolicyArgs.builder()
                    .maximumRetryAttempts(RetryPolicy.DEFAULT.maxRetries())
                    .maximumEventAgeInSeconds(MAX_AGE_SECONDS)
                    .build())
            .deadLetterConfig(
                EventTargetDeadLetterConfigArgs.builder().arn(undelivered.arn()).build())
            .build(),
        mine());
    function.callableBy(declared.name(), "events.amazonaws.com", rule.arn());
    declareQueuePolicy(declared.name(), rule.arn());
  }

  private void declareQueuePolicy(String name, Output<String> source) {
    new QueuePolicy(
        name,
        QueuePolicyArgs.builder()
            .queueUrl(undelivered.url())
            .policy(
                new Allow()
                    .service(
                        "events.amazonaws.com",
                        List.of("sqs:SendMessage"),
                        undelivered.arn(),
                        source)
                    .document())
            .build(),
        mine());
  }
}
