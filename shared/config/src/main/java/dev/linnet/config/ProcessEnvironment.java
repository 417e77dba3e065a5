package dev.linnet.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables of this process, and what a function's own class path lays over them.
 */
final class ProcessEnvironment {
  static final String OVERLAY = "linnet-environment.properties";

  private ProcessEnvironment() {}

  static Map<String, String> variables() {
    return overlaid(
        System.getenv(),
        Thread.currentThread().getContextClassLoader(),
        ProcessEnvironment.class.getClassLoader());
  }

  /** Takes the overlay of the first loader that has one. */
  static Map<String, String> overlaid(
      Map<String, String> environment, @Nullable ClassLoader... loaders) {
    for (ClassLoader loader : loaders) {
      InputStream overlay = loader == null ? null : loader.getResourceAsStream(OVERLAY);
      if (overlay != null) {
        Map<String, String> variables = new HashMap<>(environment);
        read(overlay).forEach((name, value) -> variables.put((String) name, (String) value));
        return variables;
      }
    }
    return environment;
  }

  private static Properties read(InputStream overlay) {
    Properties properties = new Properties();
    try (var reader = new InputStreamReader(overlay, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(OVERLAY + " on the class path cannot be read.", e);
    }
    return properties;
  }
}
