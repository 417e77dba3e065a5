package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.localruntime.Options.Address;
import dev.linnet.localruntime.Options.Parsed;
import dev.linnet.localruntime.front.FrontKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
                    new Address("127.0.0.1", 8080),
                    new Address("127.0.0.1", 8081),
                    HOME.resolve(".linnet/data"),
                    false,
                    HOME.resolve("local-runtime/target/functions"),
                    true,
                    Set.of(),
                    new Fronts(FrontKind.V2, Map.of()),
                    Optional.empty())));
  }

  @Test
  void every_option_is_taken() {
    assertThat(
            parse(
                "--port 0 --host 0.0.0.0 --operator-port 9 --operator-host 10.0.0.1 --data /d"
                    + " --functions /f --ephemeral --external --only create,redirect"
                    + " --front alb --also v1=8082,alb-multi=0 --sockets /s"))
        .isEqualTo(
            new Parsed.Run(
                new Options(
                    new Address("0.0.0.0", 0),
                    new Address("10.0.0.1", 9),
                    Path.of("/d"),
                    true,
                    Path.of("/f"),
                    false,
                    Set.of("create", "redirect"),
                    new Fronts(FrontKind.ALB, Map.of(FrontKind.V1, 8082, FrontKind.ALB_MULTI, 0)),
                    Optional.of(Path.of("/s")))));
  }

  @Test
  void any_free_port_for_users_is_any_free_port_for_operators() {
    assertThat(((Parsed.Run) parse("--port 0")).options().operator().port()).isZero();
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
        "--operator-port no | --operator-port is a number from 0 to 65535, not \"no\". Try --help.",
        "--only create,bake | --only is a list of create,redirect, not \"create,bake\". Try"
            + " --help.",
        "--only ,        | --only is a list of create,redirect, not \",\". Try --help.",
        "--front v3      | --front is one of v2, v1, alb, alb-multi, not \"v3\". Try --help.",
        "--also v1       | --also is a list such as v1=8082,alb=8083 of v2, v1, alb, alb-multi,"
            + " not \"v1\". Try --help.",
        "--also v1=99999 | --also is a number from 0 to 65535, not \"99999\". Try --help.",
        "--data          | --data needs a value. Try --help."
      })
  void a_wrong_option_is_named_with_what_is_allowed(String line, String sentence) {
    assertThat(parse(line)).isEqualTo(new Parsed.Wrong(sentence));
  }

  @Test
  void the_help_names_every_option_and_fits_a_screen() {
    assertThat(Options.HELP)
        .contains("--port", "--host", "--data", "--ephemeral", "--external", "--help")
        .contains("--only", "--front", "--also", "--operator-port", "--operator-host")
        .contains("--sockets");
    assertThat(Options.HELP.lines()).hasSizeLessThan(34).allMatch(line -> line.length() <= 90);
  }

  private static Parsed parse(String line) {
    return Options.parse(
        line.isEmpty() ? List.of() : List.of(line.split(" ")), HOME, List.of("create", "redirect"));
  }
}
