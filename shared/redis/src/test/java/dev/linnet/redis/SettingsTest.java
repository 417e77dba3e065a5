package dev.linnet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.config.BadSetting;
import dev.linnet.config.Env;
import dev.linnet.config.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
  @Test
  void without_settings_redis_is_on_this_machine() {
    assertThat(RedisConfig.from(Env.of(Map.of())))
        .isEqualTo(
            new RedisConfig(
                List.of(new RedisServer("localhost", 6379)),
                false,
                new Secret(""),
                false,
                Duration.ofMinutes(30),
                Duration.ofSeconds(30),
                Duration.ofMillis(100)));
  }

  @Test
  void every_setting_of_redis_is_read() {
    Map<String, String> settings =
        Map.of(
            "REDIS_HOST", "cache.example",
            "REDIS_PORT", "7000",
            "REDIS_PASSWORD", "s3cret",
            "REDIS_TLS", "true",
            "CACHE_TTL", "PT1H",
            "NEGATIVE_CACHE_TTL", "5",
            "REDIS_TIMEOUT", "PT0.25S");
    assertThat(RedisConfig.from(Env.of(settings)))
        .isEqualTo(
            new RedisConfig(
                List.of(new RedisServer("cache.example", 7000)),
                false,
                new Secret("s3cret"),
                true,
                Duration.ofHours(1),
                Duration.ofSeconds(5),
                Duration.ofMillis(250)));
  }

  @Test
  void a_cluster_is_found_by_any_of_its_nodes() {
    Map<String, String> settings =
        Map.of(
            "REDIS_CLUSTER", "true",
            "REDIS_HOST", "a.example, 10.0.0.7:7001,[::1]:7002,::2",
            "REDIS_PORT", "7000");
    RedisConfig config = RedisConfig.from(Env.of(settings));
    assertThat(config.cluster()).isTrue();
    assertThat(config.servers())
        .containsExactly(
            new RedisServer("a.example", 7000),
            new RedisServer("10.0.0.7", 7001),
            new RedisServer("::1", 7002),
            new RedisServer("::2", 7000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", "a:0", "a:port", ":6379", "a,,b", "[]"})
  void a_bad_or_a_second_server_is_named(String hosts) {
    Env env = Env.of(Map.of("REDIS_HOST", hosts));
    assertThatThrownBy(() -> RedisConfig.from(env))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("REDIS_HOST");
  }

  @Test
  void all_bad_settings_are_named_at_once() {
    Env env = Env.of(Map.of("REDIS_PORT", "0", "CACHE_TTL", "soon"));
    assertThatThrownBy(() -> RedisConfig.from(env))
        .isInstanceOf(BadSetting.class)
        .hasMessageContainingAll("REDIS_PORT", "CACHE_TTL");
  }

  @Test
  void the_near_cache_is_tracked_but_on_lambda() {
    assertThat(NearCacheConfig.from(Env.of(Map.of())))
        .isEqualTo(
            new NearCacheConfig(true, Duration.ofSeconds(60), Duration.ofSeconds(30), 100_000));
    assertThat(NearCacheConfig.from(Env.of(Map.of("AWS_LAMBDA_FUNCTION_NAME", "redirect"))))
        .isEqualTo(
            new NearCacheConfig(false, Duration.ofSeconds(5), Duration.ofSeconds(30), 100_000));
  }

  @Test
  void untracked_entries_never_live_longer_than_five_seconds() {
    Env env = Env.of(Map.of("AWS_LAMBDA_FUNCTION_NAME", "redirect", "NEAR_CACHE_TTL", "60"));
    assertThatThrownBy(() -> NearCacheConfig.from(env))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("NEAR_CACHE_TTL");
  }
}
