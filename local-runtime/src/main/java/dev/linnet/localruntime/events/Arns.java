package dev.linnet.localruntime.events;

/** What things are called on AWS; here nothing has an account or a region of its own. */
final class Arns {
  static final String ACCOUNT = "000000000000";
  static final String REGION = "local";
  static final String BUS = "default";

  private Arns() {}

  static String bus() {
    return "arn:aws:events:%s:%s:event-bus/%s".formatted(REGION, ACCOUNT, BUS);
  }

  static String rule(String name) {
    return "arn:aws:events:%s:%s:rule/linnet-%s".formatted(REGION, ACCOUNT, name);
  }

  static String schedule(String name) {
    return "arn:aws:scheduler:%s:%s:schedule/default/linnet-%s".formatted(REGION, ACCOUNT, name);
  }

  static String function(String name) {
    return "arn:aws:lambda:%s:%s:function:linnet-%s".formatted(REGION, ACCOUNT, name);
  }
}
