package dev.linnet.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.links.CreateRules.Verdict.Invalid;
import dev.linnet.links.CreateRules.Verdict.Valid;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class CreateRulesPropertyTest {
  private static final String URL = "https://www.example.com/";
  private static final Instant NOON = Instant.parse("2027-01-01T12:00:00Z");
  private static final long YEARS_7000 = 7000L * 365 * 24 * 3600 * 1000;

  private final CreateRules rules = new CreateRules(new AsciiTargets());

  @Property(tries = 200)
  void an_expiry_is_the_same_instant_with_every_offset(
      @ForAll @LongRange(min = 1, max = YEARS_7000) long millis,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes) {
    Instant expiry = NOON.plusMillis(millis);
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(offsetMinutes * 60);
    String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(expiry.atOffset(offset));

    assertThat(rules.check(new CreateRequest(URL, text, null, List.of(), null), NOON))
        .isEqualTo(new Valid(new Destination(TargetUrl.ofAscii(URL), expiry), null));
  }

  @Property(tries = 200)
  void whatever_the_fields_hold_there_is_a_verdict(
      @ForAll String url, @ForAll String expiresAt, @ForAll String alias) {
    CreateRequest request = new CreateRequest(url, expiresAt, alias, List.of(), null);

    assertThat(rules.check(request, NOON))
        .isInstanceOfSatisfying(
            Invalid.class, invalid -> assertThat(invalid.faults()).hasSizeBetween(2, 3));
  }
}
