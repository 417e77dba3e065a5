// What the collector's own receivers tell, as Prometheus names it. These run against servers that this test does not
// have, so the names are those of the receivers' documentation.
export const collected = [
  "linnet_work_occurrences",
  "postgresql_backends",
  "redis_memory_used_bytes",
  "system_filesystem_utilization_ratio",
  "httpcheck_tls_cert_remaining_seconds",
];

// What Debian's exporters and Prometheus itself tell on hosts; ansible/test/run asks real ones for them.
export const exported = [
  "up",
  "node_filesystem_avail_bytes",
  "node_filesystem_size_bytes",
  "probe_success",
  "probe_ssl_earliest_cert_expiry",
];
