package dev.linnet.localruntime.events;

import com.cronutils.model.definition.CronConstraintsFactory;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A calendar in AWS's notation: minutes, hours, day of month, month, day of week, year. Days of the
 * week are 1 (Sunday) to 7, and one of the two kinds of day is always a question mark.
 *
 * <p>Where clocks change, it does as EventBridge Scheduler: a time that does not exist is left out,
 * and one that exists twice counts once. Therefore it reckons in local time, where no clock
 * changes, and looks at the time zone afterwards.
 */
record Cron(String fields, ZoneId zone, ExecutionTime times) {
  private static final CronDefinition DIALECT =
      CronDefinitionBuilder.defineCron()
          .withMinutes()
          .withValidRange(0, 59)
          .withStrictRange()
          .and()
          .withHours()
          .withValidRange(0, 23)
          .withStrictRange()
          .and()
          .withDayOfMonth()
          .withValidRange(1, 31)
          .supportsL()
          .supportsW()
          .supportsLW()
          .supportsQuestionMark()
          .and()
          .withMonth()
          .withValidRange(1, 12)
          .and()
          .withDayOfWeek()
          .withValidRange(1, 7)
          .withMondayDoWValue(2)
          .supportsHash()
          .supportsL()
          .supportsQuestionMark()
          .and()
          .withYear()
          .withValidRange(1970, 2199)
          .withStrictRange()
          .and()
          .withCronValidation(CronConstraintsFactory.ensureEitherDayOfWeekOrDayOfMonth())
          .instance();

  /** A day has at most one hour that exists twice or not at all. */
  private static final int MAX_STEPS = 200;

  static Cron parse(String fields, ZoneId zone) {
    if (fields.split("\\s+").length != 6) {
      throw new IllegalArgumentException(
          "A cron has six fields: minutes, hours, day of month, month, day of week, year.");
    }
    try {
      ExecutionTime times = ExecutionTime.forCron(new CronParser(DIALECT).parse(fields).validate());
      return new Cron(fields, zone, times);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("The cron is wrong: " + e.getMessage(), e);
    }
  }

  Optional<Instant> next(Instant after) {
    Optional<ZonedDateTime> local =
        times.nextExecution(after.atZone(zone).toLocalDateTime().atZone(ZoneOffset.UTC));
    for (int step = 0; step < MAX_STEPS && local.isPresent(); step++) {
      Optional<Instant> instant = instant(local.get().toLocalDateTime());
      if (instant.isPresent() && instant.get().isAfter(after)) {
        return instant;
      }
      local = times.nextExecution(local.get());
    }
    return Optional.empty();
  }

  /** The first instant at which clocks show this time; empty where they never do. */
  private Optional<Instant> instant(LocalDateTime time) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
    return offsets.isEmpty() ? Optional.empty() : Optional.of(time.toInstant(offsets.getFirst()));
  }

  String text() {
    return "cron(%s) %s".formatted(fields, zone);
  }
}
