package dev.linnet.pulumi;

import com.pulumi.core.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The hosts as Ansible's inventory, and what holds for all of them as its group variables. */
final class Inventory {
  /** Who logs in: the image's own user. */
  static final String USER = "admin";

  private static final List<String> GROUPS =
      List.of("app", "postgres", "mongo", "redis", "observability");

  private final StackSettings settings;
  private final List<Output<Entry>> entries = new ArrayList<>();

  Inventory(StackSettings settings) {
    this.settings = settings;
  }

  void add(String name, Host host) {
    entries.add(host.privateIp().applyValue(ip -> new Entry(host.group(), name, ip)));
  }

  /** Every group is there, if empty, so that a playbook may name it. */
  Output<Map<String, Object>> hosts() {
    return Output.all(entries).applyValue(Inventory::grouped);
  }

  /** For hosts behind this bastion, which takes no part in Ansible's work itself. */
  Output<Map<String, Object>> variables(
      Output<String> baseUrl, Network network, Bastion bastion, Secrets secrets) {
    Output<Map<String, Object>> all = Output.of(Map.of("app_settings", environment()));
    all = with(all, "ansible_ssh_common_args", bastion.proxy);
    all = with(all, "common_ssh_sources", bastion.host.privateIp().applyValue(List::of));
    all = with(all, "linnet_base_url", baseUrl);
    all =
        switch (settings.compute()) {
          case LAMBDA -> with(all, "linnet_function_networks", Output.of(network.appCidrs()));
          case HOSTS -> with(all, "nginx_settings", Output.of(behind(network.publicCidrs())));
        };
    for (StackSecret secret : StackSecret.given(settings)) {
      Output<String> arn = secrets.arn(secret.name());
      all = with(all, secret.ansibleName(), arn.applyValue(this::lookup));
    }
    return all;
  }

  /** Nginx believes the load balancer who the client is. */
  private static Map<String, Object> behind(List<String> balancer) {
    return Map.of("NGINX_TRUSTED_PROXIES", String.join(" ", balancer));
  }

  private Map<String, Object> environment() {
    return Map.of("ENVIRONMENT", settings.environment());
  }

  /** The control host asks Secrets Manager when it needs the secret; no file holds it. */
  private String lookup(String arn) {
    return ("{{ lookup('ansible.builtin.pipe', 'aws secretsmanager get-secret-value --region %s"
            + " --secret-id %s --query SecretString --output text') }}")
        .formatted(settings.region(), arn);
  }

  private static Output<Map<String, Object>> with(
      Output<Map<String, Object>> all, String name, Output<?> value) {
    return Output.tuple(all, value)
        .applyValue(
            both -> {
              Map<String, Object> more = new LinkedHashMap<>(both.t1);
              more.put(name, both.t2);
              return more;
            });
  }

  private static Map<String, Object> grouped(List<Entry> entries) {
    Map<String, Object> groups = new LinkedHashMap<>();
    for (String group : GROUPS) {
      Map<String, Object> hosts = new LinkedHashMap<>();
      entries.stream()
          .filter(entry -> entry.group().equals(group))
          .forEach(entry -> hosts.put(entry.name(), entry.variables()));
      groups.put(group, Json.object("hosts", hosts));
    }
    return groups;
  }

  private record Entry(String group, String name, String privateIp) {
    Map<String, Object> variables() {
      return Json.object("ansible_host", privateIp, "ansible_user", USER, "private_ip", privateIp);
    }
  }
}
