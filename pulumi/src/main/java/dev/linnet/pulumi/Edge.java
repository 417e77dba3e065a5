package dev.linnet.pulumi;

/** What takes HTTP requests in. */
enum Edge {
  /** API Gateway's HTTP API: nothing to pay while nobody calls. */
  HTTP_API,
  /** An Application Load Balancer with WAF: a fixed price, and cheaper from millions of calls. */
  ALB
}
