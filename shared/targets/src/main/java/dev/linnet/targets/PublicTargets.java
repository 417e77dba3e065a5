package dev.linnet.targets;

import dev.linnet.links.TargetRules;
import dev.linnet.links.TargetUrl;
import dev.linnet.targets.Finding.Faulty;
import dev.linnet.targets.Finding.Sound;
import java.util.Set;

/**
 * Lets through what leads to a public host on the web. A URL that a browser and an RFC 3986 parser
 * could read differently is refused, so the host that is judged is the host that is visited.
 * Resolves no names: a public name may still point to a private address.
 */
public final class PublicTargets implements TargetRules {
  private final HostRules hosts;

  /**
   * @param ownHosts the hosts of our own short links, without port: names or IP addresses
   * @throws IllegalArgumentException when one of them is no host
   */
  public PublicTargets(Set<String> ownHosts) {
    this.hosts = new HostRules(ownHosts);
  }

  @Override
  public Judgement judge(String candidate) {
    Finding<TargetUrl> finding =
        UrlParts.of(candidate)
            .then(
                parts ->
                    hosts
                        .judge(parts.host())
                        .then(
                            host -> Finding.sound(new TargetUrl(candidate, parts.location(host)))));
    return switch (finding) {
      case Sound<TargetUrl>(TargetUrl target) -> new Judgement.Accepted(target);
      case Faulty<TargetUrl>(var fault) -> new Judgement.Refused(fault);
    };
  }
}
