package dev.linnet.localruntime.events;

import dev.linnet.localruntime.json.Json;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** EventBridge's API over the AWS JSON protocol; signatures are not checked. Thread-safe. */
public final class EventBridgeApi {
  /** All operations begin so, in the header {@code X-Amz-Target}. */
  public static final String TARGET_PREFIX = "AWSEvents.";

  public static final String CONTENT_TYPE = "application/x-amz-json-1.1";

  /** Above the largest request that is allowed, escaped as JSON. */
  public static final int MAX_BODY = 2 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(EventBridgeApi.class);

  private final PutEvents putEvents;
  private final RuleViews views;

  public EventBridgeApi(EventBus bus, InstantSource clock) {
    this.putEvents = new PutEvents(bus, clock);
    this.views = new RuleViews(bus);
  }

  /**
   * A reply in the AWS JSON protocol.
   *
   * @param error AWS's name of it; empty where there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Reply(int status, String error, byte[] body) {}

  /**
   * Answers a call.
   *
   * @param target the header {@code X-Amz-Target}
   */
  public Reply answer(String target, byte[] body) {
    try {
      return new Reply(200, "", Json.bytes(result(target, body)));
    } catch (Refusal e) {
      return refused(e);
    } catch (RuntimeException e) {
      LOG.error("The call {} failed.", target, e);
      return refused(Refusal.internal());
    }
  }

  private Map<String, Object> result(String target, byte[] body) {
    Arguments arguments = arguments(body);
    return switch (target.startsWith(TARGET_PREFIX)
        ? target.substring(TARGET_PREFIX.length())
        : "") {
      case "PutEvents" -> putEvents.answer(arguments);
      case "ListRules" -> views.listRules(arguments);
      case "DescribeRule" -> views.describeRule(arguments);
      case "ListTargetsByRule" -> views.listTargetsByRule(arguments);
      case "ListRuleNamesByTarget" -> views.listRuleNamesByTarget(arguments);
      case "ListEventBuses" -> views.listEventBuses(arguments);
      case "DescribeEventBus" -> {
        arguments.checkBus();
        yield RuleViews.describeEventBus();
      }
      case "TestEventPattern" -> RuleViews.testEventPattern(arguments);
      default -> throw Refusal.unknownOperation(target);
    };
  }

  private static Arguments arguments(byte[] body) {
    if (body.length > MAX_BODY) {
      throw Refusal.invalid("Total size of the entries in the request is over the limit.");
    }
    try {
      return new Arguments(Json.object(body));
    } catch (IllegalArgumentException e) {
      throw Refusal.notJson();
    }
  }

  private static Reply refused(Refusal refusal) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("__type", refusal.type());
    body.put("message", refusal.sentence());
    return new Reply(refusal.status(), refusal.type(), Json.bytes(body));
  }
}
