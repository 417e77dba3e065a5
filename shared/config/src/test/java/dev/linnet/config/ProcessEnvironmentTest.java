package dev.linnet.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessEnvironmentTest {
  private static final Map<String, String> PROCESS = Map.of("A", "process", "B", "process");

  @Test
  void the_overlay_on_the_class_path_wins_over_the_environment(@TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve(ProcessEnvironment.OVERLAY), "B=function é\nC=function\n");
    try (URLClassLoader function = loader(folder)) {
      assertThat(ProcessEnvironment.overlaid(PROCESS, null, function))
          .containsOnly(
              Map.entry("A", "process"), Map.entry("B", "function é"), Map.entry("C", "function"));
    }
  }

  @Test
  void without_an_overlay_the_environment_stays_as_it_is(@TempDir Path folder) throws IOException {
    try (URLClassLoader function = loader(folder)) {
      assertThat(ProcessEnvironment.overlaid(PROCESS, function)).isEqualTo(PROCESS);
    }
  }

  @Test
  void the_context_class_loader_of_the_thread_is_asked(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve(ProcessEnvironment.OVERLAY), "LINNET_TEST=function\n");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader function = loader(folder)) {
      thread.setContextClassLoader(function);
      assertThat(Env.ofProcess().text("LINNET_TEST")).isEqualTo("function");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URLClassLoader loader(Path folder) throws MalformedURLException {
    return new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
  }
}
