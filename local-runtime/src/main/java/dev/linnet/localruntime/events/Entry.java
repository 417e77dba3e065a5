package dev.linnet.localruntime.events;

import dev.linnet.localruntime.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of PutEvents.
 *
 * @param event empty where the entry is refused; then there is an error
 * @param size in bytes, as AWS counts
 */
record Entry(Optional<Event> event, String errorCode, String errorMessage, long size) {
  private static final String INVALID = "InvalidArgument";
  private static final int TIME_SIZE = 14;
  private static final int MAX_SOURCE = 256;
  private static final int MAX_DETAIL_TYPE = 128;
  private static final long MAX_SECONDS = 253_402_300_799L; // the year 9999

  static Entry read(@Nullable Object given, Instant now) {
    if (!(given instanceof Map<?, ?> map)) {
      throw Refusal.notJson();
    }
    String source = text(map, "Source");
    String type = text(map, "DetailType");
    String detail = text(map, "Detail");
    List<String> resources = resources(map.get("Resources"));
    long size =
        (map.get("Time") == null ? 0 : TIME_SIZE)
            + bytes(source)
            + bytes(type)
            + bytes(detail)
            + resources.stream().mapToLong(Entry::bytes).sum();
    Optional<Entry> refused = refused(source, type, detail, size);
    return refused.orElseGet(
        () ->
            new Entry(
                Optional.of(Event.of(source, type, time(map.get("Time"), now), resources, detail)),
                "",
                "",
                size));
  }

  private static Optional<Entry> refused(String source, String type, String detail, long size) {
    if (source.isEmpty()) {
      return refused(INVALID, missing("Source"), size);
    }
    if (type.isEmpty()) {
      return refused(INVALID, missing("DetailType"), size);
    }
    if (detail.isEmpty()) {
      return refused(INVALID, missing("Detail"), size);
    }
    if (source.length() > MAX_SOURCE || type.length() > MAX_DETAIL_TYPE) {
      return refused(INVALID, "Parameter Source or DetailType is too long.", size);
    }
    if (source.startsWith("aws.")) {
      return refused("NotAuthorizedForSource", "Not authorized for the source.", size);
    }
    return isObject(detail)
        ? Optional.empty()
        : refused("MalformedDetail", "Detail is malformed.", size);
  }

  private static Optional<Entry> refused(String code, String message, long size) {
    return Optional.of(new Entry(Optional.empty(), code, message, size));
  }

  private static String missing(String name) {
    return "Parameter %s is not valid. Reason: %s is a required argument.".formatted(name, name);
  }

  private static boolean isObject(String detail) {
    try {
      Json.object(detail);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static List<String> resources(@Nullable Object given) {
    return switch (given) {
      case null -> List.of();
      case List<?> list -> list.stream().map(String::valueOf).toList();
      default -> throw Refusal.notJson();
    };
  }

  /** In seconds since 1970, with a fraction. */
  private static Instant time(@Nullable Object given, Instant now) {
    return switch (given) {
      case null -> now;
      case Number number when Math.abs(number.doubleValue()) <= MAX_SECONDS ->
          Instant.ofEpochMilli(Math.round(number.doubleValue() * 1_000));
      default -> throw Refusal.notJson();
    };
  }

  private static String text(Map<?, ?> map, String name) {
    return switch (map.get(name)) {
      case null -> "";
      case String text -> text;
      default -> throw Refusal.notJson();
    };
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
