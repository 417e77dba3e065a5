package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever may open connections to PostgreSQL opens no more than the next one takes. */
class PoolLimitsTest {
  /** Of the functions that create and refill keys, how many containers may run at once. */
  private static final int REPLICAS_OF_CREATE = 3;

  /** Background work has a pool of its own beside those of the functions. */
  private static final int WORK = 1;

  /** Backups, people, the superuser. */
  private static final int KEPT_FREE = 10;

  @Test
  void functions_times_pool_fit_into_pgbouncer_and_pgbouncer_into_postgres() throws IOException {
    String compose = Files.readString(Path.of("../docker-compose.yml"));
    String pgbouncer = Files.readString(Path.of("containers/pgbouncer.ini"));
    int pool = number(compose, "DB_POOL_SIZE: \\$\\{DB_POOL_SIZE:-(\\d+)}");
    int pools = Topology.linnet().functions().size() - 1 + REPLICAS_OF_CREATE - 1 + WORK;
    int perDatabase = number(pgbouncer, "(?m)^default_pool_size = (\\d+)$");
    int all = number(pgbouncer, "(?m)^max_db_connections = (\\d+)$");
    int clients = number(pgbouncer, "(?m)^max_client_conn = (\\d+)$");
    int postgres = number(compose, "max_connections=(\\d+)\"");
    int superuser = number(compose, "superuser_reserved_connections=(\\d+)\"");

    assertThat(pools * pool).isLessThanOrEqualTo(perDatabase).isLessThanOrEqualTo(clients);
    assertThat(perDatabase).isLessThanOrEqualTo(all);
    assertThat(all).isLessThanOrEqualTo(postgres - superuser - KEPT_FREE);
  }

  private static int number(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return Integer.parseInt(matcher.group(1));
  }
}
