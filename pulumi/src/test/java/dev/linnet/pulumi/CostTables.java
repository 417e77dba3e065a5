package dev.linnet.pulumi;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of docs/aws.md, as {@link Costs} has them. */
final class CostTables {
  /** Of a warm redirect, with what Lambda adds around it. */
  static final Duration PER_CALL = Duration.ofMillis(5);

  private static final double[] CACHED = {0, 0.5, 0.9, 0.99};

  private CostTables() {}

  static String all() {
    return """
    Prices of us-east-1 on %s, in US dollars, without free tiers and traffic out.

    """
            .formatted(Prices.SEEN)
        + redirects()
        + "\n"
        + idle()
        + "\n"
        + hosts();
  }

  private static String redirects() {
    StringBuilder table =
        new StringBuilder(
            """
            | a million redirects | no cache | 50 % cached | 90 % | 99 % |
            |---|---|---|---|---|
            """);
    for (Edge edge : Edge.values()) {
      table.append("| ").append(edge == Edge.ALB ? "ALB" : "HTTP API");
      for (double cached : CACHED) {
        table.append(" | ").append(dollars(Costs.millionRedirects(edge, cached, 1024, PER_CALL)));
      }
      table.append(" |\n");
    }
    return table.toString();
  }

  private static String idle() {
    String head =
        """
        | a stack that nobody calls | a month |
        |---|---|
        """;
    return head
        + Stream.of(Variant.DEV, Variant.PROD, Variant.PROD_ALB, Variant.HOSTS, Variant.MANAGED)
            .map(v -> "| " + told(v) + " | " + dollars(Costs.idle(v.graph().settings())) + " |\n")
            .collect(Collectors.joining());
  }

  private static String hosts() {
    StringBuilder table =
        new StringBuilder(
            """
            | size of the app hosts | cheaper than Lambda from |
            |---|---|
            """);
    for (Size size : Size.values()) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s: %d × %s | %.0f million redirects a month |\n",
              size.name().toLowerCase(Locale.ROOT),
              size.appHosts,
              size.dataHost,
              Costs.hostsPayFromMillions(size, PER_CALL)));
    }
    return table.toString();
  }

  private static String told(Variant variant) {
    return switch (variant) {
      case DEV -> "dev: functions, small data hosts";
      case PROD -> "prod: functions, medium data hosts, three zones";
      case PROD_ALB -> "prod: functions behind an ALB, small data hosts, one that watches";
      case HOSTS -> "medium app and data hosts behind an ALB, one that watches, two zones";
      case MANAGED -> "prod: functions, small RDS and ElastiCache, without MongoDB";
      case CDN -> "dev behind CloudFront";
    };
  }

  private static String dollars(double amount) {
    return String.format(Locale.ROOT, "%.2f", amount);
  }
}
