package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an image or a host gets: {@code linnet.tar.gz}, unpacked somewhere. */
class DistributionE2eTest {
  private static final String JAVA = System.getProperty("java.home");

  @TempDir static Path folder;

  @BeforeAll
  static void unpack() throws Exception {
    Process tar =
        new ProcessBuilder("tar", "-xzf", "target/linnet.tar.gz", "-C", folder.toString())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
  }

  @Test
  void it_holds_one_folder_with_the_program_its_jars_and_the_functions() throws IOException {
    Path linnet = folder.resolve("linnet");

    assertThat(folder).isDirectoryContaining(linnet::equals);
    assertThat(linnet.resolve("bin/linnet")).isExecutable();
    assertThat(linnet.resolve("lib")).isDirectoryContaining("glob:**/linnet-local-runtime-*.jar");
    for (String name : List.of("create", "redirect", "refill", "cleanup", "monitor")) {
      assertThat(linnet.resolve("functions/linnet-" + name + ".zip")).isNotEmptyFile();
    }
  }

  @Test
  void it_makes_and_follows_a_link_where_it_was_unpacked() throws Exception {
    Process linnet = run(Map.of("LINNET_JAVA_HOME", JAVA), "--port", "0", "--ephemeral");
    try (BufferedReader output = linnet.inputReader(StandardCharsets.UTF_8);
        Client client = new Client(URI.create(address(output)))) {
      String key = client.shorten("https://www.example.com/distribution");

      assertThat(client.follow(key)).isEqualTo("https://www.example.com/distribution");
    } finally {
      linnet.destroy();
      assertThat(linnet.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void a_setting_that_names_no_java_25_stops_the_start_with_a_sentence() throws Exception {
    Process linnet = run(Map.of("LINNET_JAVA_HOME", folder.toString()), "--help");

    assertThat(new String(linnet.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("LINNET_JAVA_HOME names " + folder + ", which is no Java 25.\n");
    assertThat(linnet.waitFor()).isEqualTo(1);
  }

  @Test
  void what_LINNET_JAVA_OPTIONS_says_goes_before_our_own_flags() throws Exception {
    Process linnet =
        run(
            Map.of("JAVA_HOME", JAVA, "LINNET_JAVA_OPTIONS", "-Xmx96m -XX:+PrintFlagsFinal"),
            "--help");

    assertThat(new String(linnet.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .containsPattern("MaxHeapSize +:?= " + 96 * 1024 * 1024)
        .contains("Usage:");
    assertThat(linnet.waitFor()).isZero();
  }

  private static Process run(Map<String, String> settings, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(folder.resolve("linnet/bin/linnet").toString()));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(Files.createDirectories(folder.resolve("elsewhere")).toFile());
    builder.environment().putAll(settings);
    return builder.start();
  }

  private static String address(BufferedReader output) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.append(line).append('\n');
      if (line.startsWith("Linnet answers at ")) {
        return line.substring("Linnet answers at ".length());
      }
    }
    throw new AssertionError("It ended:\n" + said);
  }
}
