package dev.linnet.pulumi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class InventoryTest {
  private static final Path ANSIBLE = Path.of("..", "ansible");
  private static final Pattern VARIABLE = Pattern.compile("\\b(?:linnet|common|nginx|app)_[a-z_]+");

  @TempDir Path folder;

  @Test
  void hosts_are_in_the_groups_of_the_playbook_with_what_it_asks_of_each() throws IOException {
    write(Variant.HOSTS);

    Map<String, Object> groups = yaml("inventory/hosts.yml");

    assertThat(groups).containsOnlyKeys("app", "postgres", "mongo", "redis", "observability");
    assertThat(hosts(groups, "app")).containsOnlyKeys("app-0", "app-1");
    assertThat(hosts(groups, "mongo")).containsOnlyKeys("mongo-0", "mongo-1", "mongo-2");
    assertThat(hosts(groups, "postgres").get("postgres").toString())
        .matches("\\{ansible_host=10[0-9.]+, ansible_user=admin, private_ip=10[0-9.]+}");
  }

  @ParameterizedTest
  @EnumSource(
      value = Variant.class,
      names = {"DEV", "PROD_ALB", "HOSTS"})
  void the_roles_know_every_variable(Variant variant) throws IOException {
    write(variant);
    Set<String> known = new TreeSet<>();
    try (Stream<Path> files = Files.walk(ANSIBLE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.startsWith(ANSIBLE.resolve("group_vars"))) {
          VARIABLE
              .matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
              .results()
              .forEach(found -> known.add(found.group()));
        }
      }
    }

    Set<String> ours = new TreeSet<>(yaml("group_vars/all.yml").keySet());
    ours.remove("ansible_ssh_common_args"); // Ansible's own

    assertThat(known).containsAll(ours);
  }

  @Test
  void secrets_are_asked_for_and_stand_in_no_file() throws IOException {
    write(Variant.DEV);

    String variables = Files.readString(folder.resolve("group_vars/all.yml"));

    assertThat(variables)
        .contains("linnet_db_password: '{{ lookup(''ansible.builtin.pipe''")
        .doesNotContain(Variant.PLANTED_SECRET);
  }

  /** Ansible's own test, where Ansible is, reads these files. */
  @ParameterizedTest
  @EnumSource(
      value = Variant.class,
      names = {"DEV", "HOSTS"})
  void the_files_are_what_was_agreed_to(Variant variant) throws IOException {
    write(variant);
    Path agreed = Path.of("src", "test", "snapshots", "ansible-" + variant.word());

    for (String file : List.of("inventory/hosts.yml", "group_vars/all.yml")) {
      Agreed.with(agreed.resolve(file), Files.readString(folder.resolve(file)));
    }
  }

  @Test
  void ansible_reads_it() throws Exception {
    assumeTrue(
        onPath("ansible-inventory"),
        "ansible-inventory is not installed: apt install ansible-core");
    write(Variant.HOSTS);
    Path said = folder.resolve("said");

    Process ansible =
        new ProcessBuilder(
                "ansible-inventory",
                "-i",
                folder.resolve("inventory/hosts.yml").toString(),
                "--playbook-dir",
                folder.toString(),
                "--list")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();

    assertThat(ansible.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(ansible.exitValue()).as(Files.readString(said)).isZero();
    assertThat(said).content().contains("linnet_base_url", "mongo-2", "private_ip");
  }

  @Test
  void what_is_not_the_stacks_output_is_refused() {
    InputStream other = new ByteArrayInputStream("{\"url\": 1}".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> InventoryFiles.write(other, folder))
        .isInstanceOf(IOException.class)
        .hasMessage("These are not the outputs of Linnet's stack: no \"inventory\".");
  }

  private void write(Variant variant) throws IOException {
    byte[] outputs = Json.write(variant.graph().outputs()).getBytes(StandardCharsets.UTF_8);
    InventoryFiles.write(new ByteArrayInputStream(outputs), folder);
  }

  private Map<String, Object> yaml(String file) throws IOException {
    return Statement.json(Files.readString(folder.resolve(file)));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> hosts(Map<String, Object> groups, String group) {
    return (Map<String, Object>) ((Map<String, Object>) groups.get(group)).get("hosts");
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
