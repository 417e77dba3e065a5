package dev.linnet.localruntime.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Most examples are those of AWS's user guides. */
class ScheduleExpressionTest {
  private static final Instant WEDNESDAY = Instant.parse("2026-11-25T20:57:30Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cron(0 10 * * ? *)            | 2026-11-26T10:00:00Z",
        "cron(15 12 * * ? *)           | 2026-11-26T12:15:00Z",
        "cron(0 18 ? * MON-FRI *)      | 2026-11-26T18:00:00Z",
        "cron(0 8 1 * ? *)             | 2026-12-01T08:00:00Z",
        "cron(0/15 * * * ? *)          | 2026-11-25T21:00:00Z",
        "cron(0/10 * ? * MON-FRI *)    | 2026-11-25T21:00:00Z",
        "cron(0/5 8-17 ? * MON-FRI *)  | 2026-11-26T08:00:00Z",
        "cron(0 9 ? * 2#1 *)           | 2026-12-07T09:00:00Z",
        "cron(15 10 ? * 6L 2026-2027)  | 2026-11-27T10:15:00Z",
        "cron(0 12 L * ? *)            | 2026-11-30T12:00:00Z",
        "cron(0 12 3W 1 ? 2027)        | 2027-01-04T12:00:00Z",
        "cron(0 0 ? * 1 *)             | 2026-11-29T00:00:00Z",
        "cron(0 0 ? * SAT *)           | 2026-11-28T00:00:00Z",
        "cron(0 0 29 2 ? *)            | 2028-02-29T00:00:00Z",
        "cron(0,30 1,2 1 JAN,JUL ? *)  | 2027-01-01T01:00:00Z",
        "at(2027-01-31T13:00:00)       | 2027-01-31T13:00:00Z",
        "rate(5 minutes)               | 2026-11-25T21:02:30Z",
        "rate(1 hour)                  | 2026-11-25T21:57:30Z",
        "rate(7 days)                  | 2026-12-02T20:57:30Z",
      })
  void the_next_time_is_aws_s(String expression, Instant next) {
    assertThat(parsed(expression).next(WEDNESDAY, WEDNESDAY)).contains(next);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cron(0 10 * * ?)",
        "cron(0 10 * * * *)",
        "cron(60 10 * * ? *)",
        "cron(0 24 * * ? *)",
        "cron(0 10 32 * ? *)",
        "cron(0 10 ? * 8 *)",
        "cron(0 10 * 13 ? *)",
        "cron(0 10 * * ? 2300)",
        "cron(0 0 10 * * ? *)",
        "rate(0 minutes)",
        "rate(5 seconds)",
        "rate(-1 day)",
        "at(tomorrow)",
        "every day",
      })
  void what_aws_refuses_is_refused(String expression) {
    assertThatThrownBy(() -> parsed(expression)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_time_that_has_passed_never_comes() {
    assertThat(parsed("at(2026-01-01T00:00:00)").next(WEDNESDAY, WEDNESDAY)).isEmpty();
    assertThat(parsed("cron(0 0 1 1 ? 2026)").next(WEDNESDAY, WEDNESDAY)).isEmpty();
  }

  @Test
  void a_rate_keeps_its_grid_after_a_stop() {
    Instant anchor = WEDNESDAY.minus(Duration.ofMinutes(157));

    assertThat(parsed("rate(1 hour)").next(WEDNESDAY, anchor))
        .contains(anchor.plus(Duration.ofHours(3)));
  }

  @Test
  void a_time_zone_moves_the_clock_in_winter_and_in_summer() {
    ScheduleExpression nine = ScheduleExpression.parse("cron(0 9 * * ? *)", BERLIN);

    assertThat(nine.next(Instant.parse("2026-07-01T00:00:00Z"), WEDNESDAY))
        .contains(Instant.parse("2026-07-01T07:00:00Z"));
    assertThat(nine.next(WEDNESDAY, WEDNESDAY)).contains(Instant.parse("2026-11-26T08:00:00Z"));
  }

  @Test
  void a_time_that_the_spring_leaves_out_is_left_out() {
    ScheduleExpression halfPastTwo = ScheduleExpression.parse("cron(30 2 * * ? *)", BERLIN);

    assertThat(halfPastTwo.next(Instant.parse("2027-03-27T12:00:00Z"), WEDNESDAY))
        .contains(Instant.parse("2027-03-29T00:30:00Z"));
  }

  @Test
  void a_time_that_the_autumn_has_twice_comes_once() {
    ScheduleExpression halfPastTwo = ScheduleExpression.parse("cron(30 2 * * ? *)", BERLIN);
    Instant first = Instant.parse("2027-10-31T00:30:00Z");

    assertThat(halfPastTwo.next(Instant.parse("2027-10-30T12:00:00Z"), WEDNESDAY)).contains(first);
    assertThat(halfPastTwo.next(first, WEDNESDAY)).contains(Instant.parse("2027-11-01T01:30:00Z"));
  }

  @Test
  void every_minute_of_a_calendar_agrees_with_counting() {
    ScheduleExpression odd = parsed("cron(7/11 3-5,22 ? 2,11 2-4,SAT 2026-2027)");
    List<Instant> found = new ArrayList<>();
    Instant from = Instant.parse("2026-11-24T00:00:00Z");
    Instant to = Instant.parse("2027-02-10T00:00:00Z");
    for (var next = odd.next(from, from);
        next.isPresent() && next.get().isBefore(to);
        next = odd.next(next.get(), from)) {
      found.add(next.get());
    }

    List<Instant> counted = new ArrayList<>();
    for (Instant at = from; at.isBefore(to); at = at.plusSeconds(60)) {
      LocalDateTime time = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
      int weekday = time.getDayOfWeek().getValue() % 7 + 1; // Sunday is 1
      if (time.getMinute() >= 7
          && (time.getMinute() - 7) % 11 == 0
          && List.of(3, 4, 5, 22).contains(time.getHour())
          && List.of(2, 11).contains(time.getMonthValue())
          && List.of(2, 3, 4, 7).contains(weekday)) {
        counted.add(at);
      }
    }
    assertThat(found).isNotEmpty().isEqualTo(counted);
  }

  private static ScheduleExpression parsed(String expression) {
    return ScheduleExpression.parse(expression, ZoneOffset.UTC);
  }
}
