package dev.linnet.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The shapes of load: how many requests arrive in a second, one step after the other. */
enum Profile {
  /** Does it work at all? */
  SMOKE,
  /** A working day. */
  LOAD,
  /** More and more, to well above a working day. */
  STRESS,
  /** A link in the evening news: ten times as much from one second to the next. */
  SPIKE,
  /** The same for long: does anything grow? */
  SOAK,
  /** Up until it breaks. */
  BREAKPOINT;

  /** A service that has just started is still being compiled: so long nothing is made of it. */
  static final Duration WARM_UP = Duration.ofSeconds(24);

  /** A soak climbs to its rate in so many stairs. */
  private static final int CLIMB = 10;

  /**
   * A stretch of the same load.
   *
   * @param perSecond requests that arrive, whether the earlier ones are answered or not
   */
  record Step(int perSecond, Duration time) {
    private static Step of(int perSecond, int seconds) {
      return new Step(perSecond, Duration.ofSeconds(seconds));
    }
  }

  static Profile named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /**
   * The steps.
   *
   * @param rate requests per second that the shape is drawn for; of a breakpoint, its step
   * @param minutes of a soak, after its warm-up
   */
  List<Step> steps(int rate, int minutes) {
    return switch (this) {
      case SMOKE -> List.of(Step.of(Math.min(rate, 20), 15));
      case LOAD -> List.of(Step.of(rate / 2, 15), Step.of(rate, 60));
      case STRESS -> stairs(rate, 6, 15);
      case SPIKE -> List.of(Step.of(rate, 20), Step.of(rate * 10, 10), Step.of(rate, 20));
      case SOAK -> climbed(rate, Step.of(rate, minutes * 60));
      case BREAKPOINT -> joined(List.of(new Step(rate, WARM_UP)), stairs(rate, 20, 8));
    };
  }

  /** A service that has just started is not met with its full load. */
  private static List<Step> climbed(int rate, Step top) {
    List<Step> warmUp = List.of(new Step(Math.ceilDiv(rate, CLIMB), WARM_UP));
    return joined(warmUp, joined(stairs(Math.ceilDiv(rate, CLIMB), CLIMB - 1, 8), List.of(top)));
  }

  private static List<Step> joined(List<Step> first, List<Step> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }

  int usualRate() {
    return this == SPIKE ? 200 : 500;
  }

  private static List<Step> stairs(int rise, int count, int seconds) {
    List<Step> stairs = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      stairs.add(Step.of(i * rise, seconds));
    }
    return stairs;
  }
}
