package dev.linnet.links;

/** Judges what a user wants to link to. Never throws, whatever the input; thread-safe. */
public interface TargetRules {
  Judgement judge(String candidate);

  /** What came of it. */
  sealed interface Judgement {
    record Accepted(TargetUrl target) implements Judgement {}

    record Refused(TargetFault fault) implements Judgement {}
  }
}
