package dev.linnet.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What this code was built as. */
public final class Build {
  private Build() {}

  /** Such as {@code 1.2.0}. */
  public static String version() {
    try (InputStream in = Build.class.getResourceAsStream("build.properties")) {
      Properties build = new Properties();
      build.load(in);
      return build.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
