package dev.linnet.pulumi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CostsTest {
  private static final String BEGIN = "<!-- What CostsTest calculates: -->\n";
  private static final String END = "<!-- -->";
  private static final Duration CALL = CostTables.PER_CALL;

  @Test
  void a_million_redirects_are_paid_at_the_edge_and_by_the_time_they_take() {
    // 0.20 for the calls, 1 GB times 5 ms a million times, 1.00 at the HTTP API.
    assertThat(Costs.millionRedirects(Edge.HTTP_API, 0, 1024, CALL))
        .isCloseTo(0.20 + 5000 * 0.0000133334 + 1.00, within(0.0001));
  }

  @Test
  void what_cloudfront_answers_reaches_neither_edge_nor_function() {
    double all = Costs.millionRedirects(Edge.HTTP_API, 1, 1024, CALL);
    double half = Costs.millionRedirects(Edge.HTTP_API, 0.5, 1024, CALL);

    assertThat(all).isCloseTo(1.00, within(0.0001));
    assertThat(half)
        .isCloseTo(1.00 + Costs.millionRedirects(Edge.HTTP_API, 0, 1024, CALL) / 2, within(0.0001));
  }

  @Test
  void a_hit_rate_is_from_0_to_1() {
    assertThatThrownBy(() -> Costs.millionRedirects(Edge.ALB, 1.01, 1024, CALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The part that a cache answers is from 0 to 1.");
  }

  @Test
  void a_load_balancer_is_cheaper_from_some_twenty_million_on() {
    double millions = Costs.albPaysFromMillions();

    double api = millions * Costs.millionRedirects(Edge.HTTP_API, 0, 1024, CALL);
    double alb = Costs.idle(Edge.ALB) + millions * Costs.millionRedirects(Edge.ALB, 0, 1024, CALL);
    assertThat(api).isCloseTo(alb, within(0.01));
    assertThat(millions).isBetween(10.0, 30.0);
  }

  @Test
  void hosts_are_cheaper_from_some_number_on_and_dearer_before() {
    double millions = Costs.hostsPayFromMillions(Size.MEDIUM, CALL);

    double hosts = Costs.host(Size.MEDIUM.dataHost, 0) * Size.MEDIUM.appHosts;
    double lambda =
        Costs.millionRedirects(Edge.ALB, 0, 1024, CALL)
            - Costs.millionRedirects(Edge.ALB, 0, 1024, Duration.ZERO)
            + Prices.LAMBDA_MILLION_CALLS;
    assertThat(millions * lambda).isCloseTo(hosts, within(0.01));
  }

  @Test
  void idle_costs_count_what_the_program_declares() {
    double dev = Costs.idle(Variant.DEV.graph().settings());
    double managed = Costs.idle(Variant.MANAGED.graph().settings());

    // NAT, five secrets and more, a key, three hosts with disks, a bastion, alarms.
    assertThat(dev).isBetween(80.0, 130.0);
    assertThat(managed).isGreaterThan(dev);
    assertThat(Variant.DEV.graph().all("ec2/NatGateway")).hasSize(1);
    assertThat(Variant.MANAGED.graph().all("ec2/NatGateway")).hasSize(3);
    assertThat(Variant.DEV.graph().all("secretsmanager/Secret"))
        .hasSize(Costs.secrets(Variant.DEV.graph().settings()));
    assertThat(Variant.MANAGED.graph().all("secretsmanager/Secret"))
        .hasSize(Costs.secrets(Variant.MANAGED.graph().settings()));
    assertThat(Variant.HOSTS.graph().all("secretsmanager/Secret"))
        .hasSize(Costs.secrets(Variant.HOSTS.graph().settings()));
  }

  @Test
  void an_endpoint_pays_when_its_price_is_below_that_of_the_traffic_through_nat() {
    assertThat(Costs.endpointIsCheaperThanNat(0, 2)).isFalse();
    assertThat(Costs.endpointIsCheaperThanNat(400, 2)).isFalse();
    assertThat(Costs.endpointIsCheaperThanNat(450, 2)).isTrue();
  }

  @Test
  void the_tables_of_the_documentation_are_what_the_calculator_says() throws IOException {
    Path page = Path.of("..", "docs", "aws.md");
    Agreed.with(page, replaced(Files.readString(page), CostTables.all()));
  }

  private static String replaced(String page, String tables) {
    int from = page.indexOf(BEGIN) + BEGIN.length();
    return page.substring(0, from) + tables + page.substring(page.indexOf(END));
  }
}
