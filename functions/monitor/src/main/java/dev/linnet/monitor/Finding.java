package dev.linnet.monitor;

/**
 * What a look at a dependency found.
 *
 * @param detail a sentence that anybody may read: no host, no setting, nothing from inside
 */
record Finding(Condition condition, String detail) {
  static final Finding ANSWERS = new Finding(Condition.HEALTHY, "It answers.");
  static final Finding SILENT = new Finding(Condition.UNHEALTHY, "It does not answer.");
}
