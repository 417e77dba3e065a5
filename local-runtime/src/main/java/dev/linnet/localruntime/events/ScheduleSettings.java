package dev.linnet.localruntime.events;

import dev.linnet.config.Env;
import dev.linnet.localruntime.work.Regular;
import dev.linnet.topology.Schedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How the settings change a schedule of the topology. {@code X} is its interval or an expression,
 * {@code X_TIMEZONE} where the clock hangs, {@code X_WINDOW} how much later it may run.
 */
public final class ScheduleSettings {
  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
  private static final Duration LONGEST_INTERVAL = Duration.ofDays(365);
  private static final Duration LONGEST_WINDOW = Duration.ofDays(1); // as EventBridge Scheduler

  private ScheduleSettings() {}

  public static Regular read(Schedule schedule, Env environment) {
    return environment.read(
        env -> {
          ScheduleExpression expression = expression(schedule, env);
          return new Regular(
              schedule.name(),
              schedule.function(),
              expression.text(),
              env.duration(
                  schedule.setting() + "_WINDOW", Duration.ZERO, Duration.ZERO, LONGEST_WINDOW),
              expression::next,
              time -> Event.tick(schedule.name(), time).json());
        });
  }

  private static ScheduleExpression expression(Schedule schedule, Env env) {
    String text = env.text(schedule.setting(), "");
    if (!text.endsWith(")")) {
      return new ScheduleExpression.Rate(
          env.duration(schedule.setting(), schedule.every(), SHORTEST_INTERVAL, LONGEST_INTERVAL));
    }
    try {
      return ScheduleExpression.parse(text, zone(schedule, env));
    } catch (IllegalArgumentException e) {
      env.refuse(
          schedule.setting(),
          "a duration, rate(…), cron(…) or at(…) as EventBridge Scheduler knows them ("
              + e.getMessage()
              + ")");
      return new ScheduleExpression.Rate(schedule.every());
    }
  }

  private static ZoneId zone(Schedule schedule, Env env) {
    String setting = schedule.setting() + "_TIMEZONE";
    try {
      return ZoneId.of(env.text(setting, "UTC"));
    } catch (DateTimeException e) {
      env.refuse(setting, "the name of a time zone, such as Europe/Berlin");
      return ZoneOffset.UTC;
    }
  }
}
