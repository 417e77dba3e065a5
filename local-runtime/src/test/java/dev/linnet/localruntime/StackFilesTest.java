package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.topology.Route;
import dev.linnet.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docker-compose.yml and nginx-local say twice, because no tool lets them say it once. */
class StackFilesTest {
  private static final Path TREE = Path.of("..");
  private static final Map<String, String> UPSTREAMS =
      Map.of("create", "create.conf", "monitor", "monitor.conf");

  static Stream<Route> fixedRoutes() {
    return Topology.linnet().routes().stream().filter(route -> !route.isDefault());
  }

  @ParameterizedTest
  @MethodSource("fixedRoutes")
  void nginx_leads_every_route_of_the_topology_to_its_function(Route route) throws IOException {
    boolean all = route.path().endsWith("/{proxy+}");
    String location =
        all
            ? "location ^~ " + route.path().replace("{proxy+}", "") + " {"
            : "location = " + route.path() + " {";
    String block = blockOf(location).replace("/operator.conf;", operator());

    assertThat(block).contains("/" + UPSTREAMS.get(route.function()) + ";");
  }

  @Test
  void nginx_leads_everything_else_to_the_redirects() throws IOException {
    assertThat(blockOf("location / {")).contains("proxy_pass http://redirect;");
  }

  @Test
  void what_the_functions_may_open_fits_into_pgbouncer_and_that_into_postgresql()
      throws IOException {
    String compose = Files.readString(TREE.resolve("docker-compose.yml"));
    String pgbouncer = Files.readString(TREE.resolve("local-runtime/containers/pgbouncer.ini"));
    int perProcess = number(compose, "DB_POOL_SIZE:-(\\d+)");
    int pool = number(pgbouncer, "default_pool_size = (\\d+)");
    int all = number(pgbouncer, "max_db_connections = (\\d+)");
    int postgres = number(compose, "\"max_connections=(\\d+)\"");
    int reserved = number(compose, "superuser_reserved_connections=(\\d+)");
    int processes = 3; // create and the worker, which runs refill, monitor and background work

    assertThat(2 * processes * perProcess).as("during a rolling update, too").isLessThan(pool);
    assertThat(pool).isLessThanOrEqualTo(all);
    assertThat(all + reserved + 10).as("and ten for backups and people").isLessThan(postgres);
  }

  /** The operators' addresses lead to the same function, from private networks only. */
  private static String operator() throws IOException {
    String operator =
        Files.readString(TREE.resolve("nginx-local/templates/operator.conf.template"));
    assertThat(operator).contains("/private.conf;");
    return operator;
  }

  private static int number(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  private static String blockOf(String location) throws IOException {
    String routes = Files.readString(TREE.resolve("nginx-local/templates/routes.conf.template"));
    int start = routes.indexOf(location);
    assertThat(start).as(location).isNotNegative();
    return routes.substring(start, start + location.length() + endOf(routes, start, location));
  }

  private static int endOf(String routes, int start, String location) {
    int depth = 1;
    int at = start + location.length();
    while (depth > 0) {
      char c = routes.charAt(at++);
      if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth--;
      }
    }
    return at - start - location.length();
  }
}
