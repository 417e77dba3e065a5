package dev.linnet.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.linnet.links.CreateOutcome.AliasReserved;
import dev.linnet.links.CreateOutcome.AliasTaken;
import dev.linnet.links.CreateOutcome.Created;
import dev.linnet.links.CreateOutcome.Invalid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateLinkTest {
  private final Creating it = new Creating();

  @Test
  void a_link_gets_the_next_ready_key_and_is_stored_with_all_that_was_asked_for() {
    Instant expiry = Instant.parse("2027-06-01T00:00:00Z");
    Destination destination = new Destination(TargetUrl.ofAscii(Creating.URL), expiry);
    CreateRequest request =
        new CreateRequest(Creating.URL, "2027-06-01T00:00:00", null, List.of(), null);

    assertThat(it.links.create(request)).isEqualTo(new Created(it.key(0), destination));

    Link link = it.store.link(it.key(0)).orElseThrow();
    assertThat(link.destination()).isEqualTo(destination);
    assertThat(link.createdAt()).isEqualTo(it.clock.instant());
  }

  @Test
  void every_create_makes_a_link_of_its_own() {
    assertThat(it.links.create(Creating.url())).isEqualTo(created(it.key(0)));
    assertThat(it.links.create(Creating.url())).isEqualTo(created(it.key(1)));
    assertThat(it.store.size()).isEqualTo(2);
    assertThat(it.log.size()).isZero();
  }

  @Test
  void a_new_link_takes_the_place_of_an_unknown_in_the_cache() {
    it.cache.fill(new ShortKey("mine"), Optional.empty());

    it.links.create(Creating.alias("mine"));

    assertThat(it.cache.read(new ShortKey("mine")))
        .isEqualTo(new LinkCache.Lookup.Hit(Creating.DESTINATION));
  }

  @Test
  void the_cache_hears_of_a_link_only_once_it_is_stored() {
    Unavailable failure = new Unavailable("link store", null);
    Creating broken =
        new Creating(
            new HeapLinkStore() {
              @Override
              public Insertion insert(Link link) {
                throw failure;
              }
            },
            new HeapIdempotencyLog());

    assertThatExceptionOfType(Unavailable.class)
        .isThrownBy(() -> broken.links.create(Creating.url()))
        .isSameAs(failure);
    assertThat(broken.cache.read(broken.key(0))).isEqualTo(LinkCache.Lookup.MISS);
  }

  @Test
  void an_alias_becomes_the_key_and_costs_none_of_the_pool() {
    assertThat(it.links.create(Creating.alias("mine"))).isEqualTo(created(new ShortKey("mine")));
    assertThat(it.store.link(new ShortKey("mine"))).isPresent();
    assertThat(it.pool.claims()).isZero();
  }

  @Test
  void an_alias_of_another_link_is_taken_and_that_link_stays_as_it_is() {
    it.links.create(Creating.alias("mine"));
    CreateRequest second =
        new CreateRequest("https://other.example/", null, "mine", List.of(), null);

    assertThat(it.links.create(second)).isEqualTo(new AliasTaken(new ShortKey("mine")));
    assertThat(it.store.find(new ShortKey("mine"))).contains(Creating.DESTINATION);
    assertThat(it.cache.read(new ShortKey("mine")))
        .isEqualTo(new LinkCache.Lookup.Hit(Creating.DESTINATION));
  }

  @ParameterizedTest
  @ValueSource(strings = {"health", "HEALTH", "Api"})
  void our_own_routes_are_no_aliases(String alias) {
    assertThat(it.links.create(Creating.alias(alias)))
        .isEqualTo(new AliasReserved(new ShortKey(alias)));
    assertThat(it.store.size()).isZero();
  }

  @Test
  void an_invalid_request_leaves_no_trace() {
    CreateRequest request = new CreateRequest(null, "soon", "health", List.of(), null);

    assertThat(it.links.create(Creating.repeatable(request, "key", "body")))
        .isInstanceOfSatisfying(
            Invalid.class,
            invalid ->
                assertThat(invalid.faults())
                    .extracting(FieldFault::code)
                    .containsExactly("required", "expires_at_malformed"));
    assertThat(it.store.inserts()).isZero();
    assertThat(it.log.size()).isZero();
    assertThat(it.pool.claims()).isZero();
  }

  @Test
  void a_generated_key_that_somebody_chose_as_an_alias_is_passed_over() {
    it.takeKeys(3);

    assertThat(it.links.create(Creating.url())).isEqualTo(created(it.key(3)));
    assertThat(it.cache.read(it.key(0))).isEqualTo(LinkCache.Lookup.MISS);
  }

  @Test
  void the_eighth_key_is_still_tried() {
    it.takeKeys(7);

    assertThat(it.links.create(Creating.url())).isEqualTo(created(it.key(7)));
  }

  @Test
  void after_eight_taken_keys_the_key_pool_is_unavailable() {
    it.takeKeys(8);

    assertThatExceptionOfType(Unavailable.class)
        .isThrownBy(() -> it.links.create(Creating.url()))
        .withMessage("The key pool is not available.");
    assertThat(it.store.inserts()).isEqualTo(16);
    assertThat(it.store.size()).isEqualTo(8);
  }

  private static Created created(ShortKey key) {
    return new Created(key, Creating.DESTINATION);
  }
}
