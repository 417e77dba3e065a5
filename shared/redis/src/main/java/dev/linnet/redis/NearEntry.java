package dev.linnet.redis;

import dev.linnet.links.Destination;
import dev.linnet.links.LinkCache.Lookup;
import dev.linnet.links.TargetUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What is in memory for a key: a lookup, or the place that one takes while it is read. Compared by
 * identity, so that a place that was cleared is never filled.
 */
final class NearEntry {
  /** Of a destination, in characters, as long as an entry counts as one. */
  private static final int USUAL_LENGTH = 256;

  private final @Nullable Lookup lookup;
  private final @Nullable LongPredicate voucher;
  private final @Nullable NearEntry earlier; // of a place
  private final long from; // in milliseconds since 1970; a clock set back makes it useless
  private final long until;

  private NearEntry(
      @Nullable Lookup lookup,
      @Nullable LongPredicate voucher,
      @Nullable NearEntry earlier,
      long from,
      long until) {
    this.lookup = lookup;
    this.voucher = voucher;
    this.earlier = earlier;
    this.from = from;
    this.until = until;
  }

  /**
   * @param earlier what was there, for when nothing better can be read
   */
  static NearEntry place(@Nullable NearEntry earlier) {
    return new NearEntry(null, null, earlier, 0, 0);
  }

  /**
   * @param voucher must vouch for the entry, at the time in milliseconds since 1970, for it to be
   *     served; null: nobody needs to
   */
  static NearEntry of(
      Lookup lookup, @Nullable LongPredicate voucher, Instant readAt, Duration life) {
    long from = readAt.toEpochMilli();
    return new NearEntry(lookup, voucher, null, from, from + life.toMillis());
  }

  boolean isPlace() {
    return lookup == null;
  }

  @Nullable NearEntry earlier() {
    return earlier;
  }

  /**
   * What was known, whether anybody vouches for it or not, until its time is over; null: nothing.
   */
  @Nullable Lookup lastKnownAt(long now) {
    if (earlier != null) {
      return earlier.lastKnownAt(now);
    }
    return from <= now && now < until ? lookup : null;
  }

  /** What may be answered at this moment; null: nothing. */
  @Nullable Lookup at(long now) {
    boolean fresh = from <= now && now < until && (voucher == null || voucher.test(now));
    return fresh ? lookup : null;
  }

  /** As how many usual entries it counts, so that long targets do not fill the memory. */
  int weight() {
    Lookup held = earlier == null ? lookup : earlier.lookup;
    return held instanceof Lookup.Hit(Destination destination)
        ? 1 + length(destination.target()) / USUAL_LENGTH
        : 1;
  }

  /** Most targets are their own location, one text in memory. */
  private static int length(TargetUrl target) {
    int value = target.value().length();
    return target.value().equals(target.location()) ? value : value + target.location().length();
  }
}
