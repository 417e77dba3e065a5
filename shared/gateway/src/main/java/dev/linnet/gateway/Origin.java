package dev.linnet.gateway;

/** Who sent the event, and so which reply it understands. */
public enum Origin {
  /** HTTP API (or a function URL), payload format 2.0. */
  API_GATEWAY_V2,
  /** REST API, or HTTP API with payload format 1.0. */
  API_GATEWAY_V1,
  /** Application Load Balancer; one value a header. */
  ALB,
  /** Application Load Balancer with {@code lambda.multi_value_headers.enabled}. */
  ALB_MULTI
}
