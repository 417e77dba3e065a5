package dev.linnet.logs;

import dev.linnet.config.Build;
import dev.linnet.config.Env;
import java.util.List;
import org.slf4j.event.Level;

/**
 * How to log. A bad value must not keep a process from saying what is wrong with it, so it reads as
 * the default.
 *
 * @param service who logs, such as {@code linnet-redirect}
 * @param version of the function on Lambda, else of the build
 */
record LogSettings(boolean json, Level level, String service, String version) {
  /** Their INFO tells of every start, and Spring's prints every payload. */
  private static final List<String> QUIET =
      List.of(
          "org.springframework.",
          "org.flywaydb.",
          "com.zaxxer.hikari.",
          "org.mongodb.",
          "io.lettuce.",
          "io.netty.",
          "org.eclipse.jetty.",
          "de.bwaldvogel.",
          "com.github.kagkarlsson.",
          "software.amazon.");

  /** While the database is away they say so at every poll; our own says it once a minute. */
  private static final List<String> SILENT =
      List.of(
          "com.github.kagkarlsson.scheduler.RunUntilShutdown",
          "com.github.kagkarlsson.scheduler.RunAndLogErrors");

  static LogSettings from(Env env) {
    return new LogSettings(
        !env.text("LOG_FORMAT", "json").equals("text"),
        level(env.text("LOG_LEVEL", "info")),
        env.text("SERVICE_NAME", env.text("AWS_LAMBDA_FUNCTION_NAME", "linnet")),
        env.text("SERVICE_VERSION", env.text("AWS_LAMBDA_FUNCTION_VERSION", Build.version())));
  }

  private static Level level(String name) {
    for (Level level : Level.values()) {
      if (level.name().equalsIgnoreCase(name)) {
        return level;
      }
    }
    return Level.INFO;
  }

  boolean isEnabled(String logger, Level asked) {
    if (SILENT.contains(logger)) {
      return false;
    }
    Level least = QUIET.stream().anyMatch(logger::startsWith) ? quieter() : level;
    return asked.toInt() >= least.toInt();
  }

  private Level quieter() {
    return level.toInt() < Level.INFO.toInt() || level == Level.ERROR ? level : Level.WARN;
  }
}
