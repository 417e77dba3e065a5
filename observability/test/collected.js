// What the collector's own receivers tell, as Prometheus names it. These run against servers that this test does not
// have, so the names are those of the receivers' documentation.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse as yaml } from "yaml";

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

// node collected.js: the collector's SQL for the first of them.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const collector = yaml(readFileSync(new URL("../collector.yaml", import.meta.url), "utf8"));
  console.log(collector.receivers.sqlquery.queries[0].sql);
}
