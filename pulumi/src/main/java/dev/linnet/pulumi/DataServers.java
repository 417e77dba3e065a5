package dev.linnet.pulumi;

import com.pulumi.core.Output;
import java.util.Map;

/**
 * Where the servers are that keep data.
 *
 * @param databasePort PgBouncer's, or PostgreSQL's where there is none
 * @param redisTls whether Redis is spoken to by TLS
 */
record DataServers(
    Output<String> databaseHost,
    int databasePort,
    Output<String> redisHost,
    boolean redisTls,
    Output<String> mongoUri) {

  /** As settings of the functions. */
  Map<String, Output<String>> settings() {
    return Map.of(
        "DB_HOST", databaseHost,
        "DB_PORT", Output.of(Integer.toString(databasePort)),
        "REDIS_HOST", redisHost,
        "REDIS_PORT", Output.of(Integer.toString(Firewall.REDIS)),
        "REDIS_TLS", Output.of(Boolean.toString(redisTls)));
  }
}
