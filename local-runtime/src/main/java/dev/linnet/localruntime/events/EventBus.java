package dev.linnet.localruntime.events;

import dev.linnet.localruntime.work.Work;
import dev.linnet.topology.EventRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.event.ruler.Machine;

/**
 * Finds the functions whose rules events match, AWS's own matcher decides, and has the work
 * recorded. Thread-safe.
 */
public final class EventBus {
  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

  private final Machine matcher = Machine.builder().build();
  private final Map<String, EventRule> rules = new LinkedHashMap<>();
  private final Predicate<List<Work>> recorder;

  /**
   * A bus with these rules.
   *
   * @param recorder keeps work before it returns; false where too much is waiting
   */
  public EventBus(List<EventRule> rules, Predicate<List<Work>> recorder) {
    this.recorder = recorder;
    rules.forEach(this::add);
  }

  private void add(EventRule rule) {
    try {
      matcher.addRule(rule.name(), rule.pattern());
    } catch (IOException e) {
      throw new UncheckedIOException("The rule " + rule.name() + " has no valid pattern.", e);
    }
    rules.put(rule.name(), rule);
  }

  List<EventRule> rules() {
    return List.copyOf(rules.values());
  }

  /** Records what the events bring about, all of it or nothing: false where too much is waiting. */
  boolean put(List<Event> events) {
    List<Work> work = new ArrayList<>();
    for (Event event : events) {
      String json = event.json();
      for (String name : matching(json)) {
        EventRule rule = rules.get(name);
        if (rule != null) {
          String id = event.id() + "/" + name;
          work.add(new Work(id, rule.function(), name, Work.Cause.EVENT, json));
        }
      }
    }
    return recorder.test(work);
  }

  private List<String> matching(String event) {
    try {
      return matcher.rulesForJSONEvent(event);
    } catch (Exception e) { // the matcher declares nothing narrower
      LOG.warn("An event that cannot be matched was dropped.", e);
      return List.of();
    }
  }
}
