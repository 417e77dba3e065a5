package dev.linnet.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.linnet.links.CreateRules.Verdict.Invalid;
import dev.linnet.links.CreateRules.Verdict.Valid;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateRulesTest {
  private static final String URL = "https://www.example.com/";
  private static final Instant NOON = Instant.parse("2027-01-01T12:00:00Z");

  private final CreateRules rules = new CreateRules(new AsciiTargets());

  @Test
  void a_url_alone_is_enough() {
    assertThat(check(URL, null, null))
        .isEqualTo(new Valid(new Destination(TargetUrl.ofAscii(URL), null), null));
  }

  @Test
  void expiry_and_alias_are_taken_over() {
    assertThat(check(URL, "2027-12-31T23:59:59Z", "mine"))
        .isEqualTo(
            new Valid(
                new Destination(TargetUrl.ofAscii(URL), Instant.parse("2027-12-31T23:59:59Z")),
                new ShortKey("mine")));
  }

  @Test
  void every_bad_field_is_named_at_once_after_what_the_reader_found() {
    FieldFault unknown = new FieldFault("colour", "unknown_field", "There is no such field.");

    assertThat(faults(new CreateRequest("ftp://a.example", "soon", "a b", List.of(unknown), null)))
        .containsExactly(
            unknown,
            new FieldFault(
                "long_url", "target_scheme", "Only http:// and https:// URLs can be shortened."),
            new FieldFault(
                "expires_at",
                "expires_at_malformed",
                "expires_at is an ISO 8601 date and time such as 2027-12-31T23:59:59Z; without an"
                    + " offset it is UTC."),
            new FieldFault(
                "alias", "alias_malformed", "alias has 3 to 64 characters of A-Z a-z 0-9 - _."));
  }

  @Test
  void a_url_is_required() {
    assertThat(faults(request(null, null, null)))
        .containsExactly(new FieldFault("long_url", "required", "long_url is required."));
    assertThat(faults(request("", null, null)))
        .extracting(FieldFault::code)
        .containsExactly("target_empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"long_url", "expires_at", "alias"})
  void a_field_that_the_reader_refused_is_not_looked_at_again(String field) {
    FieldFault fault = new FieldFault(field, "not_a_string", field + " is a string.");
    String url = field.equals("long_url") ? null : URL;
    String expiry = field.equals("expires_at") ? "soon" : null;
    String alias = field.equals("alias") ? "a b" : null;

    assertThat(faults(new CreateRequest(url, expiry, alias, List.of(fault), null)))
        .containsExactly(fault);
  }

  @ParameterizedTest
  @CsvSource({
    "2027-12-31T23:59:59,                      2027-12-31T23:59:59Z",
    "2027-12-31T23:59:59Z,                     2027-12-31T23:59:59Z",
    "2027-12-31t23:59:59z,                     2027-12-31T23:59:59Z",
    "2027-12-31T23:59,                         2027-12-31T23:59:00Z",
    "2027-12-31T23:59:59+02:00,                2027-12-31T21:59:59Z",
    "2027-12-31T23:59:59-18:00,                2028-01-01T17:59:59Z",
    "2027-12-31T23:59:59+01:00[Europe/Berlin], 2027-12-31T22:59:59Z",
    "2028-02-29T00:00:00,                      2028-02-29T00:00:00Z",
    "2027-12-31T23:59:59.123456789Z,           2027-12-31T23:59:59.123Z",
    "2027-01-01T12:00:00.001Z,                 2027-01-01T12:00:00.001Z",
    "9999-12-31T23:59:59.0009Z,                9999-12-31T23:59:59Z",
  })
  void an_iso_8601_date_and_time_in_the_future_is_kept_in_milliseconds(
      String text, Instant expected) {
    assertThat(check(URL, text, null))
        .isEqualTo(new Valid(new Destination(TargetUrl.ofAscii(URL), expected), null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "tomorrow",
        "1830297599",
        "2027-12-31",
        "23:59:59",
        "2027-12-31 23:59:59",
        " 2027-12-31T23:59:59Z",
        "2027-12-31T23:59:59Z ",
        "2027-12-31T23:59:59+25:00",
        "2027-02-29T00:00:00",
        "2027-13-01T00:00:00",
        "2027-12-31T24:00:00",
        "2027-12-31T23:59:60Z",
        "27-12-31T23:59:59",
        "2027-12-31T23:59:59[Europe/Berlin]",
        "9999-12-31T23:59:59.001Z",
        "+10000-01-01T00:00:00Z",
        "+999999999-12-31T23:59:59-18:00",
        "2027-12-31T23:59:59.1+01:00[Europe/Paris]"
      })
  void anything_else_is_malformed(String text) {
    assertThat(faults(request(URL, text, null)))
        .extracting(FieldFault::field, FieldFault::code)
        .containsExactly(tuple("expires_at", "expires_at_malformed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2027-01-01T12:00:00Z", "2027-01-01T12:00:00.000999Z", "2027-01-01T11:59:59.999",
        "2027-01-01T12:30:00+01:00", "1969-12-31T23:59:59.999999Z", "-0001-01-01T00:00:00Z",
        "-999999999-01-01T00:00:00+18:00"
      })
  void this_moment_and_the_past_are_no_expiry(String text) {
    assertThat(faults(request(URL, text, null)))
        .containsExactly(
            new FieldFault("expires_at", "expires_at_past", "expires_at must lie in the future."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "a b", "abc/d", "ünsinn"})
  void an_alias_is_a_well_formed_key(String alias) {
    assertThat(faults(request(URL, null, alias)))
        .extracting(FieldFault::code)
        .containsExactly("alias_malformed");
  }

  private CreateRules.Verdict check(String url, String expiresAt, String alias) {
    return rules.check(request(url, expiresAt, alias), NOON);
  }

  private List<FieldFault> faults(CreateRequest request) {
    return switch (rules.check(request, NOON)) {
      case Invalid(List<FieldFault> faults) -> faults;
      case Valid valid -> throw new AssertionError("Accepted: " + valid);
    };
  }

  private static CreateRequest request(String url, String expiresAt, String alias) {
    return new CreateRequest(url, expiresAt, alias, List.of(), null);
  }
}
