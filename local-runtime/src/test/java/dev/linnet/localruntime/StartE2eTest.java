package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartE2eTest {
  @TempDir Path data;

  @Test
  void help_tells_every_option() {
    RunningLinnet linnet = RunningLinnet.launch(List.of("--help"));

    assertThat(linnet.await()).isZero();
    assertThat(linnet.fullOutput())
        .contains("--port", "--data", "--ephemeral", "--host", "--external");
  }

  @ParameterizedTest
  @CsvSource({
    "--port,many,--port is a number from 0 to 65535",
    "--prot,1,There is no option --prot"
  })
  void a_wrong_option_is_named(String option, String value, String sentence) {
    RunningLinnet linnet = RunningLinnet.launch(List.of(option, value));

    assertThat(linnet.await()).isEqualTo(2);
    assertThat(linnet.fullOutput()).contains(sentence);
  }

  @Test
  void a_wrong_setting_stops_the_start_with_a_sentence() {
    RunningLinnet linnet =
        RunningLinnet.launch(
            List.of("--port", "0", "--data", data.toString()), "KEY_LENGTH=13", "CACHE_TTL=soon");

    assertThat(linnet.await()).isEqualTo(1);
    assertThat(linnet.fullOutput()).contains("KEY_LENGTH").contains("13").doesNotContain("\tat ");
  }

  @Test
  void a_second_one_on_the_same_data_is_refused() {
    try (RunningLinnet first = RunningLinnet.start(data)) {
      RunningLinnet second =
          RunningLinnet.launch(List.of("--port", "0", "--data", data.toString()));

      assertThat(second.await()).isEqualTo(1);
      assertThat(second.fullOutput()).contains("Another Linnet runs on " + data);
      assertThat(first.output()).contains("Linnet answers at");
    }
  }

  @Test
  void a_taken_port_is_named() {
    try (RunningLinnet first = RunningLinnet.start(data.resolve("first"))) {
      String port = Integer.toString(first.address().getPort());
      RunningLinnet second =
          RunningLinnet.launch(
              List.of("--port", port, "--data", data.resolve("second").toString()));

      assertThat(second.await()).isEqualTo(1);
      assertThat(second.fullOutput()).contains("Port " + port + " is taken");
    }
  }

  @Test
  void what_is_ephemeral_is_gone_at_the_end() {
    RunningLinnet linnet = RunningLinnet.launch(List.of("--port", "0", "--ephemeral"));
    linnet.address();
    Matcher folder = Pattern.compile("data in (\\S+)").matcher(linnet.output());
    assertThat(folder.find()).isTrue();
    assertThat(Path.of(folder.group(1))).exists();

    linnet.stop();

    assertThat(Files.exists(Path.of(folder.group(1)))).isFalse();
  }

  @Test
  void a_clean_stop_gives_the_unused_keys_back_to_the_pool() {
    long freeBefore;
    try (RunningLinnet linnet = RunningLinnet.start(data);
        Client client = new Client(linnet.address())) {
      client.shorten("https://www.example.com");
      freeBefore = free(client);
    }
    try (RunningLinnet linnet = RunningLinnet.start(data);
        Client client = new Client(linnet.address())) {
      // One was used; a key that spells a word is passed over, which chance seldom brings.
      assertThat(free(client)).isBetween(freeBefore + 60, freeBefore + 63);
    }
  }

  private static long free(Client client) {
    Matcher free =
        Pattern.compile("\"free\":(\\d+)").matcher(client.get("/monitoring/key/analytics").body());
    assertThat(free.find()).isTrue();
    return Long.parseLong(free.group(1));
  }
}
