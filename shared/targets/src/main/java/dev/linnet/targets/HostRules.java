package dev.linnet.targets;

import com.google.common.net.InternetDomainName;
import dev.linnet.links.TargetFault;
import dev.linnet.targets.Finding.Faulty;
import dev.linnet.targets.Finding.Sound;
import java.util.Set;
import java.util.stream.Collectors;

/** Which hosts may be linked to. */
final class HostRules {
  /** On the public suffix list, and yet not on the web. All others like them are not on it. */
  private static final Set<String> NOT_ON_THE_WEB = Set.of("arpa", "onion");

  private final HostReader reader = new HostReader();
  private final LookAlikes lookAlikes = new LookAlikes();
  private final Set<String> ownHosts;

  HostRules(Set<String> ownHosts) {
    this.ownHosts =
        ownHosts.stream().map(this::ownIdentity).collect(Collectors.toUnmodifiableSet());
  }

  private String ownIdentity(String ownHost) {
    return switch (reader.read(ownHost)) {
      case Sound<Host>(Host host) -> host.identity();
      case Faulty<Host>(TargetFault fault) ->
          throw new IllegalArgumentException("Our own host '" + ownHost + "' is none: " + fault);
    };
  }

  /** Gives the host as a {@code Location} header carries it. */
  Finding<String> judge(String host) {
    return reader.read(host).then(this::judge);
  }

  private Finding<String> judge(Host host) {
    if (ownHosts.contains(host.identity())) {
      return Finding.faulty(TargetFault.TARGET_OWN_HOST);
    }
    return switch (host) {
      case Host.Name name -> judgeName(name);
      case Host.Ip ip -> judgeIp(ip);
    };
  }

  private Finding<String> judgeName(Host.Name name) {
    if (!isPublic(name.identity())) {
      return Finding.faulty(TargetFault.TARGET_HOST_NOT_PUBLIC);
    }
    return lookAlikes.isOne(reader.unicode(name))
        ? Finding.faulty(TargetFault.TARGET_LOOK_ALIKE)
        : Finding.sound(name.text());
  }

  private static boolean isPublic(String name) {
    int lastDot = name.lastIndexOf('.');
    return lastDot > 0
        && !NOT_ON_THE_WEB.contains(name.substring(lastDot + 1))
        && hasRegistrySuffix(name);
  }

  private static boolean hasRegistrySuffix(String name) {
    try {
      return InternetDomainName.from(name).hasRegistrySuffix();
    } catch (IllegalArgumentException e) {
      return false; // not a name by the rules of DNS
    }
  }

  private static Finding<String> judgeIp(Host.Ip ip) {
    if (!IpRanges.isPublic(ip.address())) {
      return Finding.faulty(TargetFault.TARGET_IP_NOT_PUBLIC);
    }
    return ip.plain() ? Finding.sound(ip.text()) : Finding.faulty(TargetFault.TARGET_IP_MALFORMED);
  }
}
