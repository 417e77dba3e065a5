package dev.linnet.localruntime.events;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a schedule runs, in EventBridge Scheduler's notation.
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">AWS's
 *     description</a>
 */
sealed interface ScheduleExpression {
  /**
   * The first time later than {@code after}; empty where there is none.
   *
   * @param anchor when the schedule was made: a rate counts from then
   */
  Optional<Instant> next(Instant after, Instant anchor);

  /** As it is written, with the time zone where that matters. */
  String text();

  /**
   * Reads {@code rate(…)}, {@code cron(…)} or {@code at(…)}.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  static ScheduleExpression parse(String text, ZoneId zone) {
    Matcher form = Reading.FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException("It must be rate(…), cron(…) or at(…).");
    }
    String inside = form.group(2).strip();
    return switch (form.group(1)) {
      case "rate" -> Reading.rate(inside);
      case "cron" -> new ByCalendar(Cron.parse(inside, zone));
      default -> Reading.at(inside, zone);
    };
  }

  /** Every so often. */
  record Rate(Duration every) implements ScheduleExpression {
    public Rate {
      if (every.compareTo(Duration.ofSeconds(1)) < 0) {
        throw new IllegalArgumentException("A rate is at least a second.");
      }
    }

    @Override
    public Optional<Instant> next(Instant after, Instant anchor) {
      long passed = Math.max(0, Duration.between(anchor, after).dividedBy(every));
      Instant next = anchor.plus(every.multipliedBy(passed + 1));
      return Optional.of(next);
    }

    /** AWS knows no seconds; they are ours. */
    @Override
    public String text() {
      if (every.toMillis() % 1_000 > 0) {
        return "rate(%s)".formatted(every);
      }
      long seconds = every.toSeconds();
      if (seconds % 86_400 == 0) {
        return Reading.rateText(seconds / 86_400, "day");
      }
      if (seconds % 3_600 == 0) {
        return Reading.rateText(seconds / 3_600, "hour");
      }
      return seconds % 60 == 0
          ? Reading.rateText(seconds / 60, "minute")
          : Reading.rateText(seconds, "second");
    }
  }

  /** Once. */
  record At(LocalDateTime time, ZoneId zone) implements ScheduleExpression {
    @Override
    public Optional<Instant> next(Instant after, Instant anchor) {
      return Optional.of(time.atZone(zone).toInstant()).filter(instant -> instant.isAfter(after));
    }

    @Override
    public String text() {
      return "at(%s) %s".formatted(time, zone);
    }
  }

  /** How the parts are read. */
  final class Reading {
    private static final Pattern FORM = Pattern.compile("(rate|cron|at)\\((.*)\\)");
    private static final Pattern RATE = Pattern.compile("([1-9]\\d{0,8})\\s+([a-z]+?)s?");

    private Reading() {}

    private static Rate rate(String inside) {
      Matcher rate = RATE.matcher(inside);
      if (!rate.matches()) {
        throw new IllegalArgumentException("A rate is a number and a unit: rate(5 minutes).");
      }
      long count = Long.parseLong(rate.group(1));
      return switch (rate.group(2).toLowerCase(Locale.ROOT)) {
        case "minute" -> new Rate(Duration.ofMinutes(count));
        case "hour" -> new Rate(Duration.ofHours(count));
        case "day" -> new Rate(Duration.ofDays(count));
        default -> throw new IllegalArgumentException("A rate's unit is minutes, hours or days.");
      };
    }

    private static At at(String inside, ZoneId zone) {
      try {
        return new At(LocalDateTime.parse(inside), zone);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException("A time is written at(2027-01-31T13:00:00).", e);
      }
    }

    private static String rateText(long count, String unit) {
      return "rate(%d %s%s)".formatted(count, unit, count == 1 ? "" : "s");
    }
  }

  /** By the calendar; see {@link Cron}. */
  record ByCalendar(Cron cron) implements ScheduleExpression {
    @Override
    public Optional<Instant> next(Instant after, Instant anchor) {
      return cron.next(after);
    }

    @Override
    public String text() {
      return cron.text();
    }
  }
}
