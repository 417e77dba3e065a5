package dev.linnet.links;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges every field of a create request, and names all that are wrong at once. */
final class CreateRules {
  static final String LONG_URL = "long_url";
  static final String EXPIRES_AT = "expires_at";
  static final String ALIAS = "alias";

  private static final int MAX_DATE_LENGTH = 40;
  private static final Instant LAST_EXPIRY = Instant.parse("9999-12-31T23:59:59Z");

  private final TargetRules targets;

  CreateRules(TargetRules targets) {
    this.targets = targets;
  }

  sealed interface Verdict {
    /** What the request asks for, every field of it right. */
    record Valid(Destination destination, @Nullable ShortKey alias) implements Verdict {}

    record Invalid(List<FieldFault> faults) implements Verdict {}
  }

  Verdict check(CreateRequest request, Instant now) {
    List<FieldFault> faults = new ArrayList<>(request.faults());
    TargetUrl target = request.isFaulty(LONG_URL) ? null : target(request.longUrl(), faults);
    Instant expiresAt =
        request.isFaulty(EXPIRES_AT) ? null : expiry(request.expiresAt(), now, faults);
    ShortKey alias = request.isFaulty(ALIAS) ? null : alias(request.alias(), faults);
    return target == null || !faults.isEmpty()
        ? new Verdict.Invalid(List.copyOf(faults))
        : new Verdict.Valid(new Destination(target, expiresAt), alias);
  }

  private @Nullable TargetUrl target(@Nullable String longUrl, List<FieldFault> faults) {
    if (longUrl == null) {
      faults.add(new FieldFault(LONG_URL, "required", "long_url is required."));
      return null;
    }
    return switch (targets.judge(longUrl)) {
      case TargetRules.Judgement.Accepted(TargetUrl target) -> target;
      case TargetRules.Judgement.Refused(TargetFault fault) -> {
        faults.add(new FieldFault(LONG_URL, fault.code(), fault.message()));
        yield null;
      }
    };
  }

  private static @Nullable Instant expiry(
      @Nullable String text, Instant now, List<FieldFault> faults) {
    if (text == null) {
      return null;
    }
    Instant expiresAt = instant(text);
    if (expiresAt == null || expiresAt.isAfter(LAST_EXPIRY)) {
      faults.add(
          new FieldFault(
              EXPIRES_AT,
              "expires_at_malformed",
              "expires_at is an ISO 8601 date and time such as 2027-12-31T23:59:59Z; without an"
                  + " offset it is UTC."));
      return null;
    }
    if (!expiresAt.isAfter(now)) {
      faults.add(
          new FieldFault(EXPIRES_AT, "expires_at_past", "expires_at must lie in the future."));
      return null;
    }
    return expiresAt;
  }

  /** In whole milliseconds, which is what the link store keeps. */
  private static @Nullable Instant instant(String text) {
    if (text.length() > MAX_DATE_LENGTH) {
      return null;
    }
    try {
      Instant instant =
          switch (DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text, OffsetDateTime::from, LocalDateTime::from)) {
            case OffsetDateTime withOffset -> withOffset.toInstant();
            case LocalDateTime inUtc -> inUtc.toInstant(ZoneOffset.UTC);
            case TemporalAccessor other -> throw new DateTimeException("Not asked for: " + other);
          };
      return instant.truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable ShortKey alias(@Nullable String text, List<FieldFault> faults) {
    if (text == null) {
      return null;
    }
    if (!ShortKey.isWellFormed(text)) {
      faults.add(
          new FieldFault(
              ALIAS, "alias_malformed", "alias has 3 to 64 characters of A-Z a-z 0-9 - _."));
      return null;
    }
    return new ShortKey(text);
  }
}
