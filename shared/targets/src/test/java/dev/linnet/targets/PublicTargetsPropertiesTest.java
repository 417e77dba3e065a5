package dev.linnet.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.links.TargetFault;
import dev.linnet.links.TargetRules.Judgement;
import dev.linnet.links.TargetRules.Judgement.Accepted;
import dev.linnet.links.TargetRules.Judgement.Refused;
import dev.linnet.links.TargetUrl;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class PublicTargetsPropertiesTest {
  private final PublicTargets targets = new PublicTargets(Set.of("linnet.link"));

  @Property(tries = 200)
  void any_text_is_judged_without_an_exception(@ForAll @StringLength(max = 3000) String text) {
    assertThat(targets.judge(text)).isNotNull();
    assertThat(targets.judge("https://" + text)).isNotNull();
    assertThat(targets.judge("https://" + text + ".com/")).isNotNull();
    assertThat(targets.judge("https://www.example.com/" + text)).isNotNull();
  }

  @Property(tries = 800)
  void browsers_and_strict_parsers_see_the_host_that_was_judged(@ForAll("soups") String soup) {
    accepted(soup)
        .ifPresent(
            target -> {
              String host = URI.create(target.location()).getHost();

              assertThat(target.value()).isEqualTo(soup);
              assertThat(host).isNotNull();
              assertThat(BrowserReading.host(target.location())).isEqualTo(host);
              assertThat(BrowserReading.host(target.value())).isEqualTo(host);
              assertThat(strictHost(target.value())).isIn(Optional.empty(), Optional.of(host));
            });
  }

  @Property(tries = 400)
  void a_location_is_a_target_itself_on_a_public_host(@ForAll("soups") String soup)
      throws Exception {
    Optional<TargetUrl> target = accepted(soup);
    if (target.isPresent()) {
      String location = target.get().location();
      URI uri = new URI(location);

      assertThat(targets.judge(location)).isEqualTo(new Accepted(TargetUrl.ofAscii(location)));
      assertThat(uri.getScheme()).isIn("http", "https");
      assertThat(uri.getRawUserInfo()).isNull();
      assertThat(uri.getPort()).isBetween(-1, 65535).isNotZero();
      assertThat(uri.getHost())
          .matches("(.*\\.[a-z].*|[0-9.]+|\\[2.*])")
          .doesNotEndWith(".local")
          .isNotEqualTo("linnet.link");
    }
  }

  @Property(tries = 400)
  void an_ipv4_address_is_judged_by_its_value_in_every_notation(
      @ForAll int address,
      @ForAll @IntRange(min = 1, max = 4) int parts,
      @ForAll("radices") List<String> formats) {
    Judgement plain = targets.judge("http://" + dotted(address) + "/");

    Judgement judgement = targets.judge("http://" + written(address, parts, formats) + "/");

    if (!plain.equals(judgement)) {
      assertThat(plain).isInstanceOf(Accepted.class);
      assertThat(judgement).isEqualTo(new Refused(TargetFault.TARGET_IP_MALFORMED));
    }
  }

  @Property(tries = 400)
  void what_java_knows_as_no_public_address_is_refused(@ForAll int address) throws Exception {
    InetAddress known = InetAddress.ofLiteral(dotted(address));

    if (targets.judge("http://" + dotted(address)) instanceof Accepted) {
      assertThat(known.isAnyLocalAddress()).isFalse();
      assertThat(known.isLoopbackAddress()).isFalse();
      assertThat(known.isLinkLocalAddress()).isFalse();
      assertThat(known.isSiteLocalAddress()).isFalse();
      assertThat(known.isMulticastAddress()).isFalse();
    }
  }

  @Property(tries = 200)
  void an_ipv4_address_in_an_ipv6_one_is_refused(
      @ForAll int address, @ForAll("wrappings") String wrapping) {
    String high = Integer.toHexString(address >>> 16);
    String low = Integer.toHexString(address & 0xffff);

    assertThat(targets.judge("http://[" + wrapping.formatted(high, low) + "]/"))
        .isInstanceOf(Refused.class);
  }

  private Optional<TargetUrl> accepted(String url) {
    return targets.judge(url) instanceof Accepted(TargetUrl target)
        ? Optional.of(target)
        : Optional.empty();
  }

  /** The host as RFC 2396 and RFC 3986 have it, if the URL is one of theirs. */
  private static Optional<String> strictHost(String url) {
    try {
      return Optional.ofNullable(new URI(url).getHost()).map(host -> host.toLowerCase(Locale.ROOT));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Hosts, delimiters and odd characters in any order, most of them behind a good beginning. */
  @Provide
  Arbitrary<String> soups() {
    Arbitrary<String> beginnings =
        Arbitraries.of(
            "https://", "http://", "HTTPS://", "https:", "https:/", "\thttps://", "https:\\\\", "");
    Arbitrary<String> hosts =
        Arbitraries.of(
            "www.example.com",
            "EXAMPLE.org",
            "bücher.de",
            "例え.jp",
            "пример.рф",
            "1.1.1.1",
            "127.0.0.1",
            "0x7f.1",
            "[::1]",
            "[2606:4700::1111]",
            "linnet.link",
            "localhost",
            "a.",
            "ｅxample.com",
            "аррӏе.com",
            "xn--bcher-kva.de",
            "printer.local",
            "");
    Arbitrary<String> pieces =
        Arbitraries.frequencyOf(
            Tuple.of(1, hosts),
            Tuple.of(
                3,
                Arbitraries.of(
                    "/", "/", "?", "#", ":", ":80", ":443", "@", "\\", "%", "%41", "%2F", "%40",
                    "[", "]", ".", "。", "-", "--", "_", ";", "&", "+", "=", "a", "ü", "ß", "例",
                    "💩", "|", "\"", "{", "\t", "\n", " ", "\0", "\u00ad", "\u200b", "\u200d",
                    "\u202e", "\ud800", "／", "＠", "：", "？", "＃", "℀", "ﷺ", "ノ")));
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just("https://")), Tuple.of(2, beginnings)),
            hosts,
            pieces.list().ofMaxSize(8).map(list -> String.join("", list)))
        .as((beginning, host, rest) -> beginning + host + rest);
  }

  /** How {@link String#format} writes one number of an address. */
  @Provide
  Arbitrary<List<String>> radices() {
    return Arbitraries.of("%d", "0%o", "0x%x", "0X%X", "000%o", "0x00%x").list().ofSize(4);
  }

  @Provide
  Arbitrary<String> wrappings() {
    return Arbitraries.of(
        "::ffff:%s:%s",
        "::%s:%s",
        "::ffff:0:%s:%s",
        "64:ff9b::%s:%s",
        "64:ff9b:1::%s:%s",
        "2002:%s:%s::1",
        "2001:0:%s:%s::1",
        "2001::%s:%s",
        "fe80::5efe:%s:%s");
  }

  private static String dotted(int address) {
    return written(address, 4, List.of("%d", "%d", "%d", "%d"));
  }

  /** The first parts are octets, the last one is all that is left. */
  private static String written(int address, int parts, List<String> formats) {
    long unsigned = Integer.toUnsignedLong(address);
    return IntStream.range(0, parts)
        .mapToObj(
            i ->
                formats
                    .get(i)
                    .formatted(
                        i < parts - 1
                            ? (unsigned >> (24 - 8 * i)) & 0xff
                            : unsigned & (0xffff_ffffL >> (8 * i))))
        .collect(Collectors.joining("."));
  }
}
