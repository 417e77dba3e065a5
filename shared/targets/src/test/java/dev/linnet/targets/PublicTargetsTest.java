package dev.linnet.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.linnet.links.TargetFault;
import dev.linnet.links.TargetRules.Judgement;
import dev.linnet.links.TargetRules.Judgement.Accepted;
import dev.linnet.links.TargetRules.Judgement.Refused;
import dev.linnet.links.TargetUrl;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicTargetsTest {
  private static final String SITE = "https://www.example.com/";

  private final PublicTargets targets =
      new PublicTargets(
          Set.of("Linnet.link.", "kürzer.de", "localhost", "192.0.2.7", "[2001:db8::7]"));

  static Stream<Arguments> accepted() {
    return Table.read("accepted.txt", " -> ").stream()
        .map(cells -> Arguments.of(cells.getFirst(), cells.getLast()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void a_public_target_is_kept_as_sent_and_has_a_location_in_ascii(String url, String location) {
    assertThat(targets.judge(url)).isEqualTo(new Accepted(new TargetUrl(url, location)));
  }

  static Stream<Arguments> refused() {
    return Table.read("refused.txt", " +").stream()
        .map(cells -> Arguments.of(TargetFault.valueOf(cells.getFirst()), cells.getLast()));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("refused")
  void any_other_target_is_refused_with_the_code_of_its_fault(TargetFault fault, String url) {
    assertThat(targets.judge(url)).isEqualTo(new Refused(fault));
  }

  @Test
  void the_tables_show_every_fault_but_those_of_length() {
    Set<TargetFault> shown =
        refused().map(row -> (TargetFault) row.get()[0]).collect(Collectors.toSet());

    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(TargetFault.values())
                .filter(fault -> fault != TargetFault.TARGET_TOO_LONG)
                .toList());
  }

  @Test
  void nothing_is_no_target() {
    assertThat(targets.judge("")).isEqualTo(new Refused(TargetFault.TARGET_EMPTY));
  }

  @Test
  void a_target_has_2048_characters_at_most() {
    String longest = SITE + "a".repeat(TargetUrl.MAX_LENGTH - SITE.length());

    assertThat(targets.judge(longest)).isInstanceOf(Accepted.class);
    assertThat(targets.judge(longest + "a")).isEqualTo(new Refused(TargetFault.TARGET_TOO_LONG));
  }

  @Test
  void a_target_of_2048_characters_may_have_a_longer_location() {
    String url = SITE + "例".repeat(TargetUrl.MAX_LENGTH - SITE.length());

    Judgement judgement = targets.judge(url);

    assertThat(judgement)
        .isEqualTo(
            new Accepted(
                new TargetUrl(url, SITE + "%E4%BE%8B".repeat(url.length() - SITE.length()))));
  }

  @Test
  void a_host_of_2000_characters_is_refused() {
    assertThat(targets.judge("https://" + "ﷺ.".repeat(1000)))
        .isEqualTo(new Refused(TargetFault.TARGET_HOST_MALFORMED));
    assertThat(targets.judge("https://xn--" + "z9".repeat(1000) + ".com"))
        .isEqualTo(new Refused(TargetFault.TARGET_PUNYCODE_MALFORMED));
  }

  @Test
  void a_name_has_253_characters_at_most() {
    String name = "a.".repeat(125) + "com";

    assertThat(targets.judge("https://" + name)).isInstanceOf(Accepted.class);
    assertThat(targets.judge("https://b" + name))
        .isEqualTo(new Refused(TargetFault.TARGET_HOST_MALFORMED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost:8080", "https://linnet.link", "linnet.link/", "[::1", "_"})
  void an_own_host_that_is_none_stops_the_start(String ownHost) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PublicTargets(Set.of(ownHost)))
        .withMessageContaining("'" + ownHost + "'");
  }
}
