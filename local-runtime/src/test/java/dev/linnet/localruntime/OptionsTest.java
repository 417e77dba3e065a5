package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.localruntime.Options.Parsed;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  private static final Path HOME = Path.of("/home/of/linnet");

  @Test
  void without_options_everything_runs_here_and_is_kept() {
    assertThat(parse(""))
        .isEqualTo(
            new Parsed.Run(
                new Options(
                    8080,
                    HOME.resolve(".linnet/data"),
                    false,
                    HOME.resolve("local-runtime/target/functions"),
                    true,
                    "127.0.0.1")));
  }

  @Test
  void every_option_is_taken() {
    assertThat(parse("--port 0 --host 0.0.0.0 --data /d --functions /f --ephemeral --external"))
        .isEqualTo(
            new Parsed.Run(new Options(0, Path.of("/d"), true, Path.of("/f"), false, "0.0.0.0")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "--port 1 --help"})
  void help_is_given_to_who_asks(String line) {
    assertThat(parse(line)).isEqualTo(new Parsed.Help());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--prot 1        | There is no option --prot. Try --help.",
        "--port          | --port needs a value. Try --help.",
        "--port x        | --port is a number from 0 to 65535, not \"x\". Try --help.",
        "--port 65536    | --port is a number from 0 to 65535, not \"65536\". Try --help.",
        "--port -1       | --port is a number from 0 to 65535, not \"-1\". Try --help.",
        "--data          | --data needs a value. Try --help."
      })
  void a_wrong_option_is_named_with_what_is_allowed(String line, String sentence) {
    assertThat(parse(line)).isEqualTo(new Parsed.Wrong(sentence));
  }

  @Test
  void the_help_names_every_option_and_fits_a_screen() {
    assertThat(Options.HELP)
        .contains("--port", "--host", "--data", "--ephemeral", "--external", "--help");
    assertThat(Options.HELP.lines()).hasSizeLessThan(24).allMatch(line -> line.length() <= 80);
  }

  private static Parsed parse(String line) {
    return Options.parse(line.isEmpty() ? List.of() : List.of(line.split(" ")), HOME);
  }
}
