package dev.linnet.links;

/** Takes every http and https URL in printable ASCII. */
final class AsciiTargets implements TargetRules {
  @Override
  public Judgement judge(String candidate) {
    if (candidate.isEmpty()) {
      return new Judgement.Refused(TargetFault.TARGET_EMPTY);
    }
    try {
      return new Judgement.Accepted(TargetUrl.ofAscii(candidate));
    } catch (IllegalArgumentException e) {
      return new Judgement.Refused(TargetFault.TARGET_SCHEME);
    }
  }
}
