package dev.linnet.localruntime.events;

import dev.linnet.localruntime.runtime.LocalFunction;
import dev.linnet.topology.EventRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.event.ruler.Machine;

/**
 * Brings events to the functions whose rules they match; AWS's own matcher decides. Thread-safe
 * once all rules are added.
 */
public final class EventBus {
  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

  private final Machine matcher = Machine.builder().build();
  private final Map<String, LocalFunction> targets = new HashMap<>();
  private final BackgroundWork work;

  public EventBus(BackgroundWork work) {
    this.work = work;
  }

  public void add(EventRule rule, LocalFunction function) {
    try {
      matcher.addRule(rule.name(), rule.pattern());
    } catch (IOException e) {
      throw new UncheckedIOException("The rule " + rule.name() + " has no valid pattern.", e);
    }
    targets.put(rule.name(), function);
  }

  void put(Event event) {
    String json = event.json();
    for (String rule : rulesFor(json)) {
      LocalFunction function = targets.get(rule);
      if (function != null) {
        work.submit(function, json);
      }
    }
  }

  private List<String> rulesFor(String event) {
    try {
      return matcher.rulesForJSONEvent(event);
    } catch (Exception e) { // the matcher declares nothing narrower
      LOG.warn("An event that cannot be matched was dropped.", e);
      return List.of();
    }
  }
}
