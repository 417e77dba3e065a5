package dev.linnet.pulumi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class PoliciesTest {
  static List<Policy> policies() {
    return Stream.of(
            AccessPolicies.ALL,
            NetworkPolicies.ALL,
            SecretPolicies.ALL,
            KeepingPolicies.ALL,
            FunctionPolicies.ALL,
            CarePolicies.ALL)
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void a_stack_keeps_every_policy(Variant variant) {
    Graph graph = variant.graph();

    assertThat(policies())
        .allSatisfy(
            policy -> assertThat(policy.breaches().apply(graph)).as(policy.name()).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("policies")
  void a_breach_is_caught(Policy policy) {
    Graph broken = policy.plant().apply(policy.where().graph());

    assertThat(policy.breaches().apply(broken)).isNotEmpty();
  }

  @Test
  void there_are_many_policies_and_no_two_say_the_same() {
    assertThat(policies()).hasSizeGreaterThan(60).extracting(Policy::name).doesNotHaveDuplicates();
  }
}
