package dev.linnet.redis;

import java.util.SplittableRandom;

/**
 * Draws ranks from 1 to {@code count}, each {@code rank^-exponent} times as often as the first, by
 * rejection from the inverted integral (Hörmann and Derflinger 1996): no table, so that there may
 * be a billion.
 */
final class Zipf {
  private static final double NEAR_ZERO = 1e-8;

  private final long count;
  private final double exponent;
  private final SplittableRandom random;
  private final double first;
  private final double last;
  private final double sure; // so close above a rank, no rejection is needed

  Zipf(long count, double exponent, SplittableRandom random) {
    this.count = count;
    this.exponent = exponent;
    this.random = random;
    this.first = integral(1.5) - 1;
    this.last = integral(count + 0.5);
    this.sure = 2 - inverse(integral(2.5) - weight(2));
  }

  long next() {
    while (true) {
      double area = last + random.nextDouble() * (first - last);
      double x = inverse(area);
      long rank = Math.clamp(Math.round(x), 1, count);
      if (rank - x <= sure || area >= integral(rank + 0.5) - weight((double) rank)) {
        return rank;
      }
    }
  }

  double weight(double rank) {
    return Math.exp(-exponent * Math.log(rank));
  }

  /** Of the weight, from 1 to {@code x}. */
  double integral(double x) {
    double log = Math.log(x);
    double power = (1 - exponent) * log;
    return Math.abs(power) < NEAR_ZERO ? log : log * Math.expm1(power) / power;
  }

  private double inverse(double area) {
    double power = Math.max(-1, area * (1 - exponent));
    return Math.exp(Math.abs(power) < NEAR_ZERO ? area : area * Math.log1p(power) / power);
  }
}
