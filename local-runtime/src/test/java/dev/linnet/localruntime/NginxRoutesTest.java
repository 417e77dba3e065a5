package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.topology.Route;
import dev.linnet.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Nginx's templates and the topology say the same of who answers which path. */
class NginxRoutesTest {
  private static final Path TEMPLATES = Path.of("../nginx-local/templates");
  private static final Pattern INCLUDE = Pattern.compile("include \\$\\{NGINX_CONF}/(\\S+);");
  private static final Pattern UPSTREAM = Pattern.compile("proxy_pass http://(\\w+);");

  @Test
  void every_route_of_the_topology_leads_to_its_function() throws IOException {
    Map<String, String> locations = locations();

    for (Route route : Topology.linnet().routes()) {
      assertThat(locations.get(locationOf(route))).as(route.routeKey()).isEqualTo(route.function());
    }
  }

  @Test
  void nginx_has_no_route_of_its_own_but_the_operators() throws IOException {
    Map<String, String> locations = locations();
    Topology.linnet().routes().forEach(route -> locations.remove(locationOf(route)));

    assertThat(locations)
        .containsOnlyKeys("= /tasks", "^~ /tasks/", "= /flower", "= /flower/")
        .containsEntry("= /tasks", "monitor");
    locations
        .keySet()
        .forEach(
            location ->
                assertThat(Topology.linnet().reservedWords())
                    .as("no short key is " + location)
                    .contains(location.replaceAll("^\\S+ /|/$", "")));
  }

  @Test
  void what_operators_see_is_for_private_networks() throws IOException {
    String operator = Files.readString(TEMPLATES.resolve("operator.conf.template"));
    String routes = Files.readString(TEMPLATES.resolve("routes.conf.template"));

    assertThat(operator).contains("private.conf");
    assertThat(routes)
        .contains("location ^~ /monitoring/ { include ${NGINX_CONF}/operator.conf; }")
        .contains("location = /tasks { include ${NGINX_CONF}/operator.conf; }")
        .contains("location ^~ /tasks/ { include ${NGINX_CONF}/operator.conf; }");
  }

  private static String locationOf(Route route) {
    if (route.isDefault()) {
      return "/";
    }
    return route.path().endsWith("{proxy+}")
        ? "^~ " + route.path().replace("{proxy+}", "")
        : "= " + route.path();
  }

  /** From a location, with its modifier, to the upstream that it leads to. */
  private static Map<String, String> locations() throws IOException {
    Map<String, String> locations = new LinkedHashMap<>();
    String name = null;
    StringBuilder block = new StringBuilder();
    for (String line : Files.readAllLines(TEMPLATES.resolve("routes.conf.template"))) {
      if (line.startsWith("location /")
          || line.startsWith("location =")
          || line.startsWith("location ^~")) {
        name = line.substring("location ".length(), line.indexOf(" {"));
        block.setLength(0);
      }
      block.append(line).append('\n');
      if (name != null && line.endsWith("}") && !line.startsWith(" ")) {
        locations.put(name, upstream(block.toString()));
        name = null;
      }
    }
    return locations;
  }

  private static String upstream(String block) throws IOException {
    Matcher upstream = UPSTREAM.matcher(block);
    if (upstream.find()) {
      return upstream.group(1);
    }
    Matcher include = INCLUDE.matcher(block);
    while (include.find()) {
      String found = upstream(Files.readString(TEMPLATES.resolve(include.group(1) + ".template")));
      if (!found.isEmpty()) {
        return found;
      }
    }
    return "";
  }
}
