package dev.linnet.localruntime.events;

import dev.linnet.localruntime.work.WorkUnavailable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events. It answers only after the work that they bring about is recorded.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">
 *     AWS's description</a>
 */
final class PutEvents {
  private static final Logger LOG = LoggerFactory.getLogger(PutEvents.class);
  private static final int MAX_ENTRIES = 10;

  /** AWS: "The total entry size must be less than 256 KB". */
  private static final int MAX_SIZE = 256 * 1024;

  private final EventBus bus;
  private final InstantSource clock;

  PutEvents(EventBus bus, InstantSource clock) {
    this.bus = bus;
    this.clock = clock;
  }

  Map<String, Object> answer(Arguments arguments) {
    List<?> given = arguments.list("Entries");
    if (given.isEmpty() || given.size() > MAX_ENTRIES) {
      throw Refusal.invalid(
          "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member"
              + " must have length less than or equal to 10 and greater than or equal to 1");
    }
    List<Entry> entries = given.stream().map(this::entry).toList();
    if (entries.stream().mapToLong(Entry::size).sum() >= MAX_SIZE) {
      throw Refusal.invalid("Total size of the entries in the request is over the limit.");
    }
    return reply(entries, put(entries.stream().flatMap(entry -> entry.event().stream()).toList()));
  }

  /** Why none of the events could be kept; empty where they are kept. */
  private String put(List<Event> events) {
    try {
      return bus.put(events) ? "" : "ThrottlingException";
    } catch (WorkUnavailable e) {
      LOG.warn("Events were refused: {}", e.getMessage(), e);
      return "InternalFailure";
    }
  }

  private Entry entry(Object given) {
    return Entry.read(given, clock.instant());
  }

  private static Map<String, Object> reply(List<Entry> entries, String failure) {
    List<Map<String, Object>> results = new ArrayList<>();
    int failed = 0;
    for (Entry entry : entries) {
      if (entry.event().isPresent() && failure.isEmpty()) {
        results.add(Map.of("EventId", entry.event().get().id()));
      } else {
        failed++;
        results.add(
            entry.event().isPresent()
                ? error(failure, "The event could not be recorded; send it again.")
                : error(entry.errorCode(), entry.errorMessage()));
      }
    }
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("FailedEntryCount", failed);
    reply.put("Entries", results);
    return reply;
  }

  private static Map<String, Object> error(String code, String message) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("ErrorCode", code);
    error.put("ErrorMessage", message);
    return error;
  }
}
