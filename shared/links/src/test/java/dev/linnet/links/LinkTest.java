package dev.linnet.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LinkTest {
  private static final TargetUrl TARGET = TargetUrl.ofAscii("https://www.example.com/");
  private static final Instant NOON = Instant.parse("2027-01-01T12:00:00Z");

  @Test
  void a_destination_expires_at_its_instant_and_not_a_moment_earlier() {
    Destination destination = new Destination(TARGET, NOON);

    assertThat(destination.expiredAt(NOON.minusNanos(1))).isFalse();
    assertThat(destination.expiredAt(NOON)).isTrue();
    assertThat(destination.expiredAt(NOON.plusNanos(1))).isTrue();
  }

  @Test
  void a_destination_without_expiry_never_expires() {
    assertThat(new Destination(TARGET, null).expiredAt(Instant.MAX)).isFalse();
  }

  @Test
  void a_creation_id_has_1_to_64_characters() {
    assertThat(new CreationId("a").value()).isEqualTo("a");
    assertThat(new CreationId("a".repeat(64)).value()).hasSize(64);
    assertThatIllegalArgumentException().isThrownBy(() -> new CreationId(""));
    assertThatIllegalArgumentException().isThrownBy(() -> new CreationId("a".repeat(65)));
  }

  @Test
  void every_creation_has_an_id_of_its_own() {
    assertThat(CreationId.random()).isNotEqualTo(CreationId.random());
  }

  @Test
  void an_idempotency_key_is_remembered_for_24_hours() {
    IdempotencyLog.Entry entry =
        new IdempotencyLog.Entry("key", "body", new ShortKey("abc"), CreationId.random(), NOON);
    Instant tomorrow = Instant.parse("2027-01-02T12:00:00Z");

    assertThat(entry.oldAt(NOON)).isFalse();
    assertThat(entry.oldAt(tomorrow.minusNanos(1))).isFalse();
    assertThat(entry.oldAt(tomorrow)).isTrue();
  }
}
