package dev.linnet.bench;

/** The processes that a benchmark starts. */
final class Children {
  private Children() {}

  /** Has a run that is ended early take along what it started. */
  static void endWithUs() {
    Runtime.getRuntime().addShutdownHook(new Thread(Children::end));
  }

  private static void end() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
  }
}
