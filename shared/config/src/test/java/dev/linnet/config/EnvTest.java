package dev.linnet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvTest {
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void settings_that_are_not_set_or_empty_take_their_defaults() {
    Env env = Env.of(Map.of("EMPTY", "", "BLANK", "  "));

    assertThat(env.text("DB_HOST", "pgbouncer")).isEqualTo("pgbouncer");
    assertThat(env.text("EMPTY", "pgbouncer")).isEqualTo("pgbouncer");
    assertThat(env.integer("BLANK", 5, 1, 9)).isEqualTo(5);
    assertThat(env.flag("EMPTY", true)).isTrue();
    assertThat(env.duration("EMPTY", HALF_HOUR, Duration.ZERO, DAY)).isEqualTo(HALF_HOUR);
    assertThat(env.optionalText("EMPTY")).isEmpty();
    assertThat(env.isSet("EMPTY")).isFalse();
  }

  @Test
  void settings_that_are_set_are_read() {
    Env env =
        Env.of(
            Map.of(
                "PORT",
                "6432",
                "BIG",
                "5000000000",
                "TLS",
                "true",
                "NAME",
                "linnet",
                "BASE_URL",
                "https://lnk.example"));

    assertThat(env.integer("PORT", 1, 1, 65535)).isEqualTo(6432);
    assertThat(env.number("BIG", 1, 1, Long.MAX_VALUE)).isEqualTo(5_000_000_000L);
    assertThat(env.flag("TLS", false)).isTrue();
    assertThat(env.text("NAME")).isEqualTo("linnet");
    assertThat(env.uri("BASE_URL", URI.create("http://localhost"), "http", "https"))
        .isEqualTo(URI.create("https://lnk.example"));
  }

  @ParameterizedTest
  @CsvSource({"PT30M,1800", "1800,1800", "pt1h,3600", "P1D,86400", "0,0"})
  void a_duration_is_iso_8601_or_plain_seconds(String text, long seconds) {
    Env env = Env.of(Map.of("CACHE_TTL", text));

    assertThat(env.duration("CACHE_TTL", HALF_HOUR, Duration.ZERO, DAY))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "30m", "P2D", "86401", "99999999999999999999", "PT-1S"})
  void a_bad_duration_is_refused(String text) {
    refuses(
        "CACHE_TTL",
        text,
        "a duration from PT0S to PT24H, in ISO 8601 (PT30M) or in plain seconds",
        env -> env.duration("CACHE_TTL", HALF_HOUR, Duration.ZERO, DAY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "13", "seven", "7.0", "0x7", "99999999999999999999"})
  void a_bad_number_is_refused(String text) {
    refuses(
        "KEY_LENGTH",
        text,
        "a whole number from 5 to 12",
        env -> env.integer("KEY_LENGTH", 7, 5, 12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "TRUE", "1", "on"})
  void a_flag_is_true_or_false_and_nothing_else(String text) {
    refuses("REDIS_TLS", text, "true or false", env -> env.flag("REDIS_TLS", false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lnk.example", "ftp://lnk.example", "http:", "http:///path", "ht tp://x"})
  void a_bad_uri_is_refused(String text) {
    refuses(
        "BASE_URL",
        text,
        "a URI with a host that begins with http:// or https://",
        env -> env.uri("BASE_URL", URI.create("http://localhost"), "http", "https"));
  }

  @Test
  void a_password_in_a_bad_uri_is_not_shown() {
    Env env = Env.of(Map.of("MONGO_URI", "mysql://linnet:pa/ss@db"));

    assertThatExceptionOfType(BadSetting.class)
        .isThrownBy(() -> env.uri("MONGO_URI", URI.create("mongodb://localhost"), "mongodb"))
        .withMessageContaining("mysql://***@db")
        .withMessageNotContaining("pa/ss");
  }

  @Test
  void what_is_required_must_be_set() {
    assertThatExceptionOfType(BadSetting.class)
        .isThrownBy(() -> Env.of(Map.of()).text("KEY_SECRET"))
        .withMessage("KEY_SECRET is not set; it is required.");
    assertThatExceptionOfType(BadSetting.class)
        .isThrownBy(() -> Env.of(Map.of()).secret("KEY_SECRET"))
        .withMessage("KEY_SECRET is not set; it is required.");
  }

  @Test
  void all_faults_are_reported_at_once() {
    Env env = Env.of(Map.of("A", "x", "B", "y", "LOW", "7"));

    assertThatExceptionOfType(BadSetting.class)
        .isThrownBy(
            () ->
                env.read(
                    outer -> {
                      int a = outer.integer("A", 1, 1, 9);
                      String nested = outer.read(inner -> inner.flag("B", true) + inner.text("C"));
                      outer.refuse("LOW", "at most A");
                      return nested + a;
                    }))
        .satisfies(
            bad ->
                assertThat(bad.faults())
                    .containsExactly(
                        "A is \"x\"; it must be a whole number from 1 to 9.",
                        "B is \"y\"; it must be true or false.",
                        "C is not set; it is required.",
                        "LOW is \"7\"; it must be at most A."))
        .withMessageStartingWith("4 settings are wrong:\n- A is");
  }

  @Test
  void a_record_that_refuses_a_stand_in_does_not_hide_the_faults() {
    assertThatExceptionOfType(BadSetting.class)
        .isThrownBy(() -> Env.of(Map.of()).read(env -> URI.create(env.text("MISSING") + " ")))
        .withMessage("MISSING is not set; it is required.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Env.of(Map.of()).read(env -> URI.create("a b")))
        .isNotInstanceOf(BadSetting.class);
  }

  @Test
  void a_secret_is_never_shown() {
    Secret secret = Env.of(Map.of("DB_PASSWORD", "hunter2")).secret("DB_PASSWORD");

    assertThat(secret.value()).isEqualTo("hunter2");
    assertThat(secret).hasToString("(secret)");
  }

  @Test
  void a_secret_that_is_refused_is_not_shown() {
    Env env = Env.of(Map.of("KEY_SECRET", "hunter2"));

    assertThatExceptionOfType(BadSetting.class)
        .isThrownBy(() -> env.refuseSecret("KEY_SECRET", "at least 16 characters long"))
        .withMessage("KEY_SECRET is not allowed; it must be at least 16 characters long.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hunter2", "hunter2\n", "hunter2\r\n"})
  void a_secret_comes_from_a_file_without_its_line_end(String content, @TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("password"), content);
    Env env = Env.of(Map.of("DB_PASSWORD_FILE", file.toString()));

    assertThat(env.optionalSecret("DB_PASSWORD")).contains(new Secret("hunter2"));
  }

  @Test
  void a_secret_set_twice_is_refused(@TempDir Path folder) {
    Env env = Env.of(Map.of("DB_PASSWORD", "hunter2", "DB_PASSWORD_FILE", folder.toString()));

    assertThatExceptionOfType(BadSetting.class)
        .isThrownBy(() -> env.secret("DB_PASSWORD"))
        .withMessage("DB_PASSWORD and DB_PASSWORD_FILE are both set; set only one.");
  }

  @Test
  void a_secret_file_that_is_missing_empty_or_huge_is_refused(@TempDir Path folder)
      throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    Path huge = Files.writeString(folder.resolve("huge"), "x".repeat(70_000));

    refusesFile(folder.resolve("missing"), "cannot be read");
    refusesFile(folder, "cannot be read");
    refusesFile(empty, "is empty");
    refusesFile(huge, "more than 64 KiB");
  }

  private static void refusesFile(Path file, String why) {
    Env env = Env.of(Map.of("DB_PASSWORD_FILE", file.toString()));
    assertThatExceptionOfType(BadSetting.class)
        .isThrownBy(() -> env.optionalSecret("DB_PASSWORD"))
        .withMessageStartingWith("DB_PASSWORD_FILE names a file ")
        .withMessageContaining(why)
        .withMessageContaining(file.toString());
  }

  private static void refuses(String name, String value, String allowed, Function<Env, ?> read) {
    assertThatExceptionOfType(BadSetting.class)
        .isThrownBy(() -> read.apply(Env.of(Map.of(name, value))))
        .withMessage(name + " is \"" + value + "\"; it must be " + allowed + ".");
  }
}
