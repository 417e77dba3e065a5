package dev.linnet.localruntime.work;

/**
 * Something that a function has to do.
 *
 * @param id the same for the same thing, however often it is recorded
 * @param origin the name of the schedule or the rule
 * @param event as JSON
 */
public record Work(String id, String function, String origin, Cause cause, String event) {
  /** Who asked for it. */
  public enum Cause {
    SCHEDULE,
    EVENT,
    OPERATOR;

    String word() {
      return switch (this) {
        case SCHEDULE -> "schedule";
        case EVENT -> "event";
        case OPERATOR -> "operator";
      };
    }
  }
}
