package dev.linnet.pulumi;

import com.pulumi.aws.Provider;
import com.pulumi.aws.dlm.LifecyclePolicy;
import com.pulumi.aws.dlm.LifecyclePolicyArgs;
import com.pulumi.aws.dlm.inputs.LifecyclePolicyPolicyDetailsArgs;
import com.pulumi.aws.dlm.inputs.LifecyclePolicyPolicyDetailsScheduleArgs;
import com.pulumi.aws.dlm.inputs.LifecyclePolicyPolicyDetailsScheduleCreateRuleArgs;
import com.pulumi.aws.dlm.inputs.LifecyclePolicyPolicyDetailsScheduleRetainRuleArgs;
import com.pulumi.aws.ebs.Volume;
import com.pulumi.aws.ebs.VolumeArgs;
import com.pulumi.aws.ec2.VolumeAttachment;
import com.pulumi.aws.ec2.VolumeAttachmentArgs;
import com.pulumi.core.Output;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Our own hosts of PostgreSQL with PgBouncer, MongoDB and Redis, each with a disk for its data. */
final class DataHosts extends Part {
  private static final String BACKUP_TAG = "Backup";

  /** Where the packages keep their data, below /var/lib. */
  private static final Map<String, String> FOLDERS =
      Map.of("postgres", "postgresql", "mongo", "mongodb", "redis", "redis");

  final Map<String, Host> hosts = new LinkedHashMap<>();
  final DataServers servers;

  private final Provider provider;
  private final Network network;
  private final Firewall firewall;
  private final Output<String> key;

  DataHosts(
      StackSettings settings,
      Provider provider,
      Network network,
      Firewall firewall,
      Encryption encryption,
      Secrets secrets) {
    super("DataHosts", settings, provider);
    this.provider = provider;
    this.network = network;
    this.firewall = firewall;
    this.key = encryption.arn;
    Size size = settings.size();
    Host postgres = host("postgres", "postgres", size.dataHost, 0);
    List<Output<String>> mongos = new ArrayList<>();
    for (int i = 0; i < size.mongoHosts; i++) {
      mongos.add(host("mongo-" + i, "mongo", size.dataHost, i).privateIp());
    }
    Host redis = host("redis", "redis", size.cacheHost, 0);
    declareBackups();
    servers =
        new DataServers(
            postgres.privateIp(),
            Firewall.PGBOUNCER,
            redis.privateIp(),
            true,
            Output.tuple(Output.all(mongos), secrets.value(StackSecret.MONGO_PASSWORD))
                .applyValue(both -> mongoUri(both.t1, both.t2)));
    done(Map.of());
  }

  private static String mongoUri(List<String> hosts, String password) {
    return hosts.stream()
        .map(host -> host + ":" + Firewall.MONGO)
        .collect(
            Collectors.joining(
                ",",
                "mongodb://linnet:" + Percent.encoded(password) + "@",
                "/?authSource=admin&replicaSet=linnet&tls=true"));
  }

  private Host host(String name, String group, String type, int number) {
    int zone = number % settings.zones();
    Host host =
        Host.declare(
            this,
            name,
            group,
            new Host.Place(
                new Images(provider).debian(),
                type,
                network.dataSubnets.get(zone),
                firewall.group(group),
                key,
                FirstBoot.script(Objects.requireNonNull(FOLDERS.get(group))),
                false),
            Host.profile(this, name, FirstBoot.policy()));
    hosts.put(name, host);
    declareDisk(name, host, zone);
    return host;
  }

  private void declareDisk(String name, Host host, int zone) {
    Map<String, String> tags = new HashMap<>(tagged(name + "-data"));
    tags.put(BACKUP_TAG, settings.named("daily"));
    Volume volume =
        new Volume(
            name + "-data",
            VolumeArgs.builder()
                .availabilityZone(network.zones.get(zone))
                .type("gp3")
                .size(settings.size().volumeGigabytes)
                .encrypted(true)
                .kmsKeyId(key)
                .finalSnapshot(settings.isProduction())
                .tags(tags)
                .build(),
            kept());
    new VolumeAttachment(
        name + "-data",
        VolumeAttachmentArgs.builder()
            .deviceName("/dev/sdf")
            .instanceId(host.instance().id())
            .volumeId(volume.id())
            .build(),
        mine());
  }

  private void declareBackups() {
    ServiceRole role =
        new ServiceRole(this, "backups", Output.of(Allow.assumedBy("dlm.amazonaws.com")));
    String ours = "arn:aws:ec2:" + settings.region() + ":*:volume/*";
    String snapshots = "arn:aws:ec2:" + settings.region() + "::snapshot/*";
    role.allow(
        new Allow()
            .toAll(
                List.of("ec2:CreateSnapshot", "ec2:CreateTags", "ec2:DeleteSnapshot"),
                Output.of(List.of(ours, snapshots)))
            .toWithoutResource(List.of("ec2:DescribeVolumes", "ec2:DescribeSnapshots")));
    new LifecyclePolicy(
        "backups",
        LifecyclePolicyArgs.builder()
            .description("Linnet daily backups")
            .executionRoleArn(role.arn)
            .state("ENABLED")
            .policyDetails(
                LifecyclePolicyPolicyDetailsArgs.builder()
                    .resourceTypes("VOLUME")
                    .targetTags(Map.of(BACKUP_TAG, settings.named("daily")))
                    .schedules(daily())
                    .build())
            .build(),
        mine());
  }

  private LifecyclePolicyPolicyDetailsScheduleArgs daily() {
    return LifecyclePolicyPolicyDetailsScheduleArgs.builder()
        .name("daily")
        .copyTags(true)
        .createRule(
            LifecyclePolicyPolicyDetailsScheduleCreateRuleArgs.builder()
                .interval(24)
                .intervalUnit("HOURS")
                .times("03:00")
                .build())
        .retainRule(
            LifecyclePolicyPolicyDetailsScheduleRetainRuleArgs.builder()
                .count(settings.isProduction() ? 30 : 7)
                .build())
        .build();
  }
}
