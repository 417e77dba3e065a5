package dev.linnet.localruntime.events;

import dev.linnet.localruntime.json.Json;
import dev.linnet.topology.EventRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.event.ruler.Ruler;

/** The calls by which one looks at rules. */
final class RuleViews {
  private final EventBus bus;

  RuleViews(EventBus bus) {
    this.bus = bus;
  }

  Map<String, Object> listRules(Arguments arguments) {
    arguments.checkBus();
    String prefix = arguments.text("NamePrefix");
    return page(
        "Rules",
        bus.rules().stream()
            .filter(rule -> rule.name().startsWith(prefix))
            .map(RuleViews::view)
            .toList(),
        arguments);
  }

  Map<String, Object> describeRule(Arguments arguments) {
    arguments.checkBus();
    return view(named(arguments.required("Name")));
  }

  Map<String, Object> listTargetsByRule(Arguments arguments) {
    arguments.checkBus();
    EventRule rule = named(arguments.required("Rule"));
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("Id", rule.function());
    target.put("Arn", Arns.function(rule.function()));
    return page("Targets", List.of(target), arguments);
  }

  Map<String, Object> listRuleNamesByTarget(Arguments arguments) {
    arguments.checkBus();
    String target = arguments.required("TargetArn");
    return page(
        "RuleNames",
        bus.rules().stream()
            .filter(rule -> Arns.function(rule.function()).equals(target))
            .map(EventRule::name)
            .toList(),
        arguments);
  }

  Map<String, Object> listEventBuses(Arguments arguments) {
    boolean wanted = Arns.BUS.startsWith(arguments.text("NamePrefix"));
    return page("EventBuses", wanted ? List.of(describeEventBus()) : List.of(), arguments);
  }

  static Map<String, Object> describeEventBus() {
    return Map.of("Name", Arns.BUS, "Arn", Arns.bus());
  }

  /** AWS's own matcher answers. */
  static Map<String, Object> testEventPattern(Arguments arguments) {
    String event = arguments.required("Event");
    String pattern = arguments.required("EventPattern");
    try {
      Json.object(event);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("Parameter Event is not valid. Reason: " + e.getMessage());
    }
    try {
      return Map.of("Result", Ruler.matchesRule(event, pattern));
    } catch (Exception e) { // the matcher declares nothing narrower
      throw Refusal.badPattern(String.valueOf(e.getMessage()));
    }
  }

  private EventRule named(String name) {
    return bus.rules().stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Refusal.noSuchRule(name));
  }

  private static Map<String, Object> view(EventRule rule) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("Name", rule.name());
    view.put("Arn", Arns.rule(rule.name()));
    view.put("EventPattern", rule.pattern());
    view.put("State", "ENABLED");
    view.put("EventBusName", Arns.BUS);
    return view;
  }

  /** The token of the next page is where it begins. */
  private static Map<String, Object> page(String name, List<?> all, Arguments arguments) {
    String token = arguments.text("NextToken");
    int from = token.isEmpty() ? 0 : position(token, all.size());
    int to = Math.min(all.size(), from + arguments.limit());
    Map<String, Object> page = new LinkedHashMap<>();
    page.put(name, all.subList(from, to));
    if (to < all.size()) {
      page.put("NextToken", Integer.toString(to));
    }
    return page;
  }

  private static int position(String token, int size) {
    try {
      int position = Integer.parseInt(token);
      if (position >= 0 && position <= size) {
        return position;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw Refusal.invalid("NextToken is not one of ours.");
  }
}
