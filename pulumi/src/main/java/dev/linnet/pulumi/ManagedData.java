package dev.linnet.pulumi;

import com.pulumi.aws.Provider;
import com.pulumi.aws.elasticache.ReplicationGroup;
import com.pulumi.aws.elasticache.ReplicationGroupArgs;
import com.pulumi.aws.rds.Instance;
import com.pulumi.aws.rds.InstanceArgs;
import com.pulumi.aws.rds.SubnetGroup;
import com.pulumi.aws.rds.SubnetGroupArgs;
import com.pulumi.core.Output;
import java.util.List;
import java.util.Map;

/** PostgreSQL by RDS and Redis by ElastiCache; MongoDB is where its URI says. */
final class ManagedData extends Part {
  final DataServers servers;

  private final Network network;
  private final Firewall firewall;
  private final Secrets secrets;
  private final Output<String> key;

  ManagedData(
      StackSettings settings,
      Provider provider,
      Network network,
      Firewall firewall,
      Encryption encryption,
      Secrets secrets) {
    super("ManagedData", settings, provider);
    this.network = network;
    this.firewall = firewall;
    this.secrets = secrets;
    this.key = encryption.arn;
    servers =
        new DataServers(
            postgres().address(),
            Firewall.POSTGRES,
            redis().primaryEndpointAddress(),
            true,
            secrets.value(StackSecret.MONGO_URI));
    done(Map.of());
  }

  private Instance postgres() {
    SubnetGroup subnets =
        new SubnetGroup(
            "postgres",
            SubnetGroupArgs.builder()
                .name(named("postgres"))
                .subnetIds(Output.all(network.dataSubnets))
                .build(),
            mine());
    return new Instance(
        "postgres",
        InstanceArgs.builder()
            .identifier(named("postgres"))
            .engine("postgres")
            .engineVersion("17")
            .instanceClass(settings.size().databaseClass())
            .allocatedStorage(settings.size().volumeGigabytes)
            .maxAllocatedStorage(settings.size().volumeGigabytes * 4)
            .storageType("gp3")
            .storageEncrypted(true)
            .kmsKeyId(key)
            .dbName(FunctionSettings.DATABASE)
            .username(FunctionSettings.DATABASE_USER)
            .password(secrets.value(StackSecret.DB_PASSWORD))
            .port(Firewall.POSTGRES)
            .publiclyAccessible(false)
            .multiAz(settings.isProduction())
            .dbSubnetGroupName(subnets.name())
            .vpcSecurityGroupIds(firewall.group("postgres").applyValue(List::of))
            .backupRetentionPeriod(settings.isProduction() ? 30 : 7)
            .copyTagsToSnapshot(true)
            .autoMinorVersionUpgrade(true)
            .deletionProtection(settings.isProduction())
            .skipFinalSnapshot(!settings.isProduction())
            .finalSnapshotIdentifier(named("postgres-final"))
            .enabledCloudwatchLogsExports("postgresql")
            .build(),
        kept());
  }

  private ReplicationGroup redis() {
    var subnets =
        new com.pulumi.aws.elasticache.SubnetGroup(
            "redis",
            com.pulumi.aws.elasticache.SubnetGroupArgs.builder()
                .name(named("redis"))
                .subnetIds(Output.all(network.dataSubnets))
                .build(),
            mine());
    boolean twice = settings.isProduction();
    return new ReplicationGroup(
        "redis",
        ReplicationGroupArgs.builder()
            .replicationGroupId(named("redis"))
            .description("Linnet's cache")
            .engine("redis")
            .engineVersion("7.1")
            .nodeType(settings.size().cacheClass())
            .port(Firewall.REDIS)
            .numCacheClusters(twice ? 2 : 1)
            .automaticFailoverEnabled(twice)
            .multiAzEnabled(twice)
            .atRestEncryptionEnabled(true)
            .kmsKeyId(key)
            .transitEncryptionEnabled(true)
            .authToken(secrets.value(StackSecret.REDIS_PASSWORD))
            .subnetGroupName(subnets.name())
            .securityGroupIds(firewall.group("redis").applyValue(List::of))
            .build(),
        mine());
  }
}
