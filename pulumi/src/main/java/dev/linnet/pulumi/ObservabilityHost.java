package dev.linnet.pulumi;

import com.pulumi.aws.Provider;
import java.util.Map;

/** The host that watches the others: Prometheus, Alertmanager, Tempo, Loki and Grafana. */
final class ObservabilityHost extends Part {
  static final String NAME = "observability";

  final Host host;

  ObservabilityHost(
      StackSettings settings,
      Provider provider,
      Network network,
      Firewall firewall,
      Encryption encryption) {
    super("ObservabilityHost", settings, provider);
    host =
        Host.declare(
            this,
            NAME,
            NAME,
            new Host.Place(
                new Images(provider).debian(),
                settings.size().dataHost,
                network.appSubnets.getFirst(),
                firewall.group(NAME),
                encryption.arn,
                FirstBoot.script(""),
                false),
            Host.profile(this, NAME, FirstBoot.policy()));
    done(Map.of());
  }
}
