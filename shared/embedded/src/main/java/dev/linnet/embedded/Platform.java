package dev.linnet.embedded;

import java.util.Locale;

/**
 * What the carried binaries are named after.
 *
 * @param system {@code linux} or {@code darwin}
 * @param isArm 64-bit ARM, else 64-bit x86
 */
record Platform(String system, boolean isArm) {
  static Platform current() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String system = name.startsWith("mac") ? "darwin" : name.startsWith("linux") ? "linux" : "";
    boolean isArm = processor.equals("aarch64");
    if (system.isEmpty() || !(isArm || processor.equals("amd64") || processor.equals("x86_64"))) {
      throw new EmbeddedFault(
          "The embedded servers run on Linux and macOS, on 64-bit x86 and ARM, and this is "
              + name
              + " on "
              + processor
              + "; use docker compose instead.");
    }
    return new Platform(system, isArm);
  }

  String postgresArchive() {
    return "postgres-" + system + "-" + (isArm ? "arm_64" : "x86_64") + ".txz";
  }

  String redisBinary() {
    return "redis-server-7.0.15-" + system + "-" + (isArm ? "arm64" : "amd64");
  }
}
