package dev.linnet.pulumi;

import com.pulumi.core.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The hosts as Ansible's inventory, and what holds for all of them as its group variables. */
final class Inventory {
  /** Who logs in: the image's own user. */
  static final String USER = "admin";

  private static final List<String> GROUPS =
      List.of("app", "postgres", "mongo", "redis", "observability", "bastion");

  private final StackSettings settings;
  private final List<Output<Entry>> entries = new ArrayList<>();

  Inventory(StackSettings settings) {
    this.settings = settings;
  }

  void add(String name, Host host) {
    entries.add(host.privateIp().applyValue(ip -> new Entry(host.group(), name, USER, ip, ip)));
  }

  void add(Bastion bastion) {
    var instance = bastion.host.instance();
    Output<String> address =
        settings.entrance() == Entrance.SSH ? instance.publicIp() : instance.id();
    entries.add(
        Output.tuple(address, instance.privateIp())
            .applyValue(both -> new Entry("bastion", "bastion", Bastion.USER, both.t1, both.t2)));
  }

  /** Every group is there, if empty, so that a playbook may name it. */
  Output<Map<String, Object>> hosts() {
    return Output.all(entries).applyValue(Inventory::grouped);
  }

  Output<Map<String, Object>> variables(
      Output<String> baseUrl, Output<String> proxy, DataServers servers, Secrets secrets) {
    Output<Map<String, Object>> all =
        proxy.applyValue(
            arguments ->
                Json.object(
                    "ansible_ssh_common_args", arguments,
                    "linnet_environment", settings.environment(),
                    "linnet_region", settings.region(),
                    "linnet_db_port", servers.databasePort(),
                    "linnet_log_retention_days", settings.retentionDays()));
    all = with(all, "linnet_base_url", baseUrl);
    all = with(all, "linnet_db_host", servers.databaseHost());
    all = with(all, "linnet_redis_host", servers.redisHost());
    for (String name : secrets.arns().keySet().stream().sorted().toList()) {
      String variable = "linnet_" + name.toLowerCase(Locale.ROOT) + "_secret_arn";
      all = with(all, variable, secrets.arn(name));
    }
    return all;
  }

  private static Output<Map<String, Object>> with(
      Output<Map<String, Object>> all, String name, Output<String> value) {
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
    return Json.object("all", Json.object("children", groups));
  }

  private record Entry(String group, String name, String user, String address, String privateIp) {
    Map<String, Object> variables() {
      return Json.object("ansible_host", address, "ansible_user", user, "private_ip", privateIp);
    }
  }
}
