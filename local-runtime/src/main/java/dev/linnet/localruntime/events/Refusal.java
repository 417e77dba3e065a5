package dev.linnet.localruntime.events;

/** A request that EventBridge refuses as a whole. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;

  private Refusal(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  static Refusal invalid(String message) {
    return new Refusal(400, "ValidationException", message);
  }

  static Refusal notJson() {
    return new Refusal(400, "SerializationException", "The request is not a JSON object.");
  }

  static Refusal unknownOperation(String name) {
    return new Refusal(400, "UnknownOperationException", "There is no operation " + name + ".");
  }

  static Refusal noSuchRule(String name) {
    return new Refusal(
        400,
        "ResourceNotFoundException",
        "Rule %s does not exist on EventBus %s.".formatted(name, Arns.BUS));
  }

  static Refusal badPattern(String reason) {
    return new Refusal(
        400, "InvalidEventPatternException", "Event pattern is not valid. Reason: " + reason);
  }

  static Refusal internal() {
    return new Refusal(500, "InternalException", "Something went wrong; try again.");
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }

  String sentence() {
    String message = getMessage();
    return message == null ? type : message;
  }
}
