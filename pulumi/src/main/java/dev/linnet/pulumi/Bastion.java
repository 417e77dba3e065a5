package dev.linnet.pulumi;

import com.pulumi.aws.Provider;
import com.pulumi.core.Output;
import java.util.List;
import java.util.Map;

/** The one host that operators pass through on the way to the others. */
final class Bastion extends Part {
  static final String USER = "ec2-user";
  private static final String NAME = "bastion";

  /** What the agent of Session Manager calls; none of these know a resource. */
  private static final List<String> SESSION_MANAGER =
      List.of(
          "ssm:UpdateInstanceInformation",
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel");

  final Host host;

  /** What an operator types to get there. */
  final Output<String> command;

  /** How Ansible gets through to the other hosts. */
  final Output<String> proxy;

  Bastion(
      StackSettings settings,
      Provider provider,
      Network network,
      Firewall firewall,
      Output<String> key) {
    super("Bastion", settings, provider);
    boolean open = settings.entrance() == Entrance.SSH;
    var subnets = open ? network.publicSubnets : network.appSubnets;
    host =
        Host.declare(
            this,
            NAME,
            NAME,
            new Host.Place(
                new Images(provider).amazonLinux(),
                "t4g.nano",
                subnets.getFirst(),
                firewall.group(NAME),
                key,
                "",
                open),
            Host.profile(this, NAME, new Allow().toWithoutResource(SESSION_MANAGER)));
    if (open) {
      command = host.instance().publicIp().applyValue(ip -> "ssh " + USER + "@" + ip);
      proxy = host.instance().publicIp().applyValue(ip -> "-o ProxyJump=" + USER + "@" + ip);
    } else {
      command =
          host.instance()
              .id()
              .applyValue(
                  id ->
                      "aws ssm start-session --region %s --target %s"
                          .formatted(settings.region(), id));
      proxy = host.instance().id().applyValue(this::proxyBySession);
    }
    done(Map.of("command", command));
  }

  private String proxyBySession(String id) {
    String session =
        "aws ssm start-session --region %s --target %s --document-name AWS-StartSSHSession"
            .formatted(settings.region(), id);
    return "-o ProxyCommand=\"ssh -W %%h:%%p -o ProxyCommand='%s' %s@%s\""
        .formatted(session, USER, id);
  }
}
