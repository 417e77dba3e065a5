package dev.linnet.pulumi;

import java.time.LocalDate;

/** What AWS asks, in US dollars, on demand, without the free tier. One table, one date. */
final class Prices {
  static final LocalDate SEEN = LocalDate.of(2026, 9, 20);

  static final double HOURS_A_MONTH = 730;

  static final double LAMBDA_MILLION_CALLS = 0.20;

  /** On arm64. */
  static final double LAMBDA_GIGABYTE_SECOND = 0.0000133334;

  static final double HTTP_API_MILLION_CALLS = 1.00;
  static final double ALB_HOUR = 0.0225;
  static final double ALB_UNIT_HOUR = 0.008;

  /** What a unit takes each second of the hour it is paid for, in new connections. */
  static final double ALB_UNIT_CONNECTIONS = 25;

  static final double NAT_HOUR = 0.045;
  static final double NAT_GIGABYTE = 0.045;
  static final double ENDPOINT_HOUR = 0.01;
  static final double ENDPOINT_GIGABYTE = 0.01;
  static final double SECRET_MONTH = 0.40;
  static final double KEY_MONTH = 1.00;

  /** An ACL with three rules. */
  static final double WAF_MONTH = 8.00;

  static final double GP3_GIGABYTE_MONTH = 0.08;
  static final double RDS_GIGABYTE_MONTH = 0.115;
  static final double CLOUDFRONT_10K_CALLS = 0.01;

  private Prices() {}

  /** Of a host (Linux, arm64), or of a managed server in one zone. */
  static double hour(String type) {
    return switch (type) {
      case "t4g.nano" -> 0.0042;
      case "t4g.micro" -> 0.0084;
      case "t4g.small" -> 0.0168;
      case "m7g.large" -> 0.0816;
      case "m7g.2xlarge" -> 0.3264;
      case "db.t4g.small" -> 0.032;
      case "db.m7g.large" -> 0.168;
      case "db.m7g.2xlarge" -> 0.674;
      case "cache.t4g.micro" -> 0.016;
      case "cache.t4g.small" -> 0.032;
      case "cache.m7g.large" -> 0.158;
      default -> throw new IllegalArgumentException("There is no price for " + type);
    };
  }
}
