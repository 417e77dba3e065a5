package dev.linnet.pulumi;

import com.pulumi.aws.Provider;
import com.pulumi.core.Output;
import java.util.LinkedHashMap;
import java.util.Map;

/** Hosts that run local-runtime behind Nginx. */
final class AppHosts extends Part {
  /** By name. */
  final Map<String, Host> app = new LinkedHashMap<>();

  private final Provider provider;
  private final Firewall firewall;
  private final Output<String> key;

  AppHosts(
      StackSettings settings,
      Provider provider,
      Network network,
      Firewall firewall,
      Encryption encryption) {
    super("AppHosts", settings, provider);
    this.provider = provider;
    this.firewall = firewall;
    key = encryption.arn;
    Output<String> profile = Host.profile(this, "app", FirstBoot.policy());
    for (int i = 0; i < settings.size().appHosts; i++) {
      Output<String> subnet = network.appSubnets.get(i % settings.zones());
      app.put("app-" + i, host("app-" + i, subnet, profile));
    }
    done(Map.of());
  }

  private Host host(String name, Output<String> subnet, Output<String> profile) {
    return Host.declare(
        this,
        name,
        "app",
        new Host.Place(
            new Images(provider).debian(),
            settings.size().dataHost,
            subnet,
            firewall.group("app"),
            key,
            FirstBoot.script(""),
            false),
        profile);
  }
}
