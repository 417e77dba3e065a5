package dev.linnet.topology;

/**
 * Which events start which function.
 *
 * @param source who sends the event
 * @param detailType what happened
 * @param function the name of a {@link LambdaFunction}
 */
public record EventRule(String name, String source, String detailType, String function) {
  /** The rule in EventBridge's own notation. */
  public String pattern() {
    return "{\"source\":[\"%s\"],\"detail-type\":[\"%s\"]}".formatted(source, detailType);
  }
}
