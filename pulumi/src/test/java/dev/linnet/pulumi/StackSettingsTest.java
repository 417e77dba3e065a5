package dev.linnet.pulumi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.test.PulumiTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StackSettingsTest {
  @AfterEach
  void cleanUp() {
    PulumiTest.cleanup();
  }

  @Test
  void a_mail_address_a_key_pair_and_secrets_are_enough() {
    StackSettings settings = Recording.settingsOf(Variant.DEV.config());

    assertThat(settings.environment()).isEqualTo("dev");
    assertThat(settings.region()).isEqualTo("eu-central-1");
    assertThat(settings.compute()).isEqualTo(Compute.LAMBDA);
    assertThat(settings.edge()).isEqualTo(Edge.HTTP_API);
    assertThat(settings.data()).isEqualTo(Data.HOSTS);
    assertThat(settings.entrance()).isEqualTo(Entrance.SSM);
    assertThat(settings.retentionDays()).isEqualTo(14);
    assertThat(settings.cdn()).isFalse();
  }

  @Test
  void production_keeps_logs_longer_and_has_three_zones() {
    StackSettings settings = Recording.settingsOf(Variant.PROD.config());

    assertThat(settings.retentionDays()).isEqualTo(90);
    assertThat(settings.zones()).isEqualTo(3);
  }

  @Test
  void all_wrong_values_are_said_at_once_each_in_a_sentence() {
    assertThatThrownBy(
            () ->
                settings(
                    Map.ofEntries(
                        Map.entry("environment", "Production!"),
                        Map.entry("region", "Frankfurt"),
                        Map.entry("size", "huge"),
                        Map.entry("compute", "kubernetes"),
                        Map.entry("network", "8.8"),
                        Map.entry("retentionDays", "15"),
                        Map.entry("budget", "much"),
                        Map.entry("awsTrafficGigabytes", "-1"),
                        Map.entry("alarmEmail", "nobody"),
                        Map.entry("cdn", "yes"),
                        Map.entry("domain", "no domain"),
                        Map.entry("operators", "0.0.0.0/0"),
                        Map.entry("mongoNetwork", "10.0.0.0/4"),
                        Map.entry("authority", "/etc/ca.crt"))))
        .hasMessageContainingAll(
            "linnet:environment is \"Production!\"; it must be 2 to 10 of a-z 0-9.",
            "linnet:region is \"Frankfurt\"; it must be a region of AWS, as eu-central-1.",
            "linnet:size is \"huge\"; it must be one of: small, medium, large.",
            "linnet:compute is \"kubernetes\"; it must be one of: lambda, hosts.",
            "linnet:network is \"8.8\"; it must be the first two numbers of a private network",
            "linnet:retentionDays is \"15\"; it must be a number that CloudWatch knows",
            "linnet:budget is \"much\"; it must be a whole number.",
            "linnet:awsTrafficGigabytes is \"-1\"; it must be 0 or more.",
            "linnet:alarmEmail is \"nobody\"; it must be the address that alarms go to.",
            "linnet:cdn is \"yes\"; it must be true or false.",
            "linnet:domain is \"no domain\"; it must be a name as links.example.com.",
            "linnet:domain and linnet:zone (the id of its Route 53 zone) go together.",
            "linnet:operators is \"0.0.0.0/0\"; it must be addresses as 198.51.100.7/32",
            "linnet:operators needs linnet:entrance ssh",
            "linnet:mongoNetwork is \"10.0.0.0/4\"; it must be addresses as 192.168.248.0/21",
            "linnet:authority is \"…\"; it must be one certificate in PEM.");
  }

  @Test
  void settings_that_contradict_each_other_are_said_too() {
    assertThatThrownBy(
            () ->
                settings(
                    Map.of(
                        "environment", "prod",
                        "edge", "alb",
                        "cdn", "true",
                        "compute", "hosts",
                        "data", "managed",
                        "entrance", "ssh")))
        .hasMessageContainingAll(
            "linnet:edge alb needs linnet:domain",
            "linnet:environment prod needs linnet:domain",
            "linnet:cdn needs linnet:domain",
            "linnet:cdn needs linnet:edge http-api",
            "linnet:compute hosts needs linnet:data hosts",
            "linnet:entrance ssh needs linnet:operators",
            "linnet:data managed needs linnet:mongoNetwork");
    assertThatThrownBy(() -> settings(Map.of("compute", "hosts")))
        .hasMessageContaining("linnet:compute hosts needs linnet:edge alb");
    assertThatThrownBy(() -> settings(Map.of("data", "managed", "observability", "true")))
        .hasMessageContainingAll("linnet:observability needs linnet:data hosts");
  }

  @Test
  void missing_secrets_are_named_with_the_command_that_gives_them() {
    assertThatThrownBy(() -> Recording.settingsOf(Map.of("alarmEmail", "ops@example.com")))
        .hasMessageContainingAll(
            "linnet:keyPair is not set; Ansible logs in to the hosts with it.",
            "linnet:dbPassword is not set; give it by: pulumi config set --secret"
                + " linnet:dbPassword",
            "linnet:mongoKeyfile is not set")
        .message()
        .doesNotContain("mongoUri");
  }

  @Test
  void a_wrong_setting_stops_the_program_before_anything_is_declared() {
    Map<String, String> config = new HashMap<>(Variant.DEV.config());
    config.put("size", "huge");

    assertThatThrownBy(() -> Recording.of(config)).hasStackTraceContaining("linnet:size is");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void the_examples_need_nothing_but_secrets(String stack) throws IOException {
    Map<String, String> config = new HashMap<>();
    for (StackSecret secret : StackSecret.values()) {
      config.put(secret.configName(), Variant.PLANTED_SECRET);
    }
    Object example =
        Statement.json(Files.readString(Path.of("Pulumi." + stack + ".yaml"))).get("config");
    ((Map<?, ?>) example)
        .forEach((name, value) -> config.put(name.toString().substring(7), value.toString()));

    assertThat(Recording.settingsOf(config).environment()).isEqualTo(stack);
  }

  @Test
  void the_project_names_the_jar_that_the_build_makes() throws IOException {
    assertThat(Files.readString(Path.of("Pulumi.yaml")))
        .contains("binary: target/linnet-pulumi.jar");
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<finalName>linnet-pulumi</finalName>");
  }

  private static void settings(Map<String, String> more) {
    Map<String, String> config = new HashMap<>(Variant.DEV.config());
    config.putAll(more);
    Recording.settingsOf(config);
  }
}
