package dev.linnet.pulumi;

import com.pulumi.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a stack's {@code Pulumi.<stack>.yaml} says. A wrong setting stops the program before
 * anything is declared.
 *
 * @param environment {@code dev}, {@code prod} or another short word; part of every name
 * @param network the first two numbers of the VPC's addresses: {@code 10.20}
 * @param domain where short links live; empty: the HTTP API's own address
 * @param zone the Route 53 hosted zone of the domain
 * @param cdn whether CloudFront stands in front and keeps redirects for a minute
 * @param observability whether a host watches the others
 * @param operators addresses (CIDR) that may reach the bastion by SSH
 * @param keyPair the EC2 key pair that Ansible logs in with
 * @param mongoNetwork addresses (CIDR) of a MongoDB that others run
 * @param authority the certificate (PEM) of the authority that signs the data hosts' certificates,
 *     which Ansible makes; functions trust it
 * @param retentionDays of logs
 * @param awsTrafficGigabytes a month from the VPC to each AWS service; decides whether an interface
 *     endpoint is cheaper than NAT
 * @param budget in US dollars a month
 */
record StackSettings(
    String environment,
    String region,
    Size size,
    Compute compute,
    Edge edge,
    Data data,
    Entrance entrance,
    String network,
    Optional<String> domain,
    Optional<String> zone,
    boolean cdn,
    boolean observability,
    List<String> operators,
    Optional<String> keyPair,
    Optional<String> mongoNetwork,
    Optional<String> authority,
    int retentionDays,
    int awsTrafficGigabytes,
    String alarmEmail,
    int budget) {
  StackSettings {
    operators = List.copyOf(operators);
  }

  /** Reads and checks; reports all faults at once. */
  static StackSettings from(Config config) {
    List<String> faults = new ArrayList<>();
    SettingsReader reader = new SettingsReader(config, faults);
    StackSettings settings = read(reader);
    new SettingsRules(settings, faults).check();
    reader.mustHave(StackSecret.given(settings));
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "This stack's settings are wrong:\n- " + String.join("\n- ", faults));
    }
    return settings;
  }

  private static StackSettings read(SettingsReader reader) {
    String environment = reader.text("environment", "dev");
    boolean production = environment.equals("prod");
    return new StackSettings(
        environment,
        reader.text("region", "eu-central-1"),
        reader.choice("size", Size.SMALL),
        reader.choice("compute", Compute.LAMBDA),
        reader.choice("edge", Edge.HTTP_API),
        reader.choice("data", Data.HOSTS),
        reader.choice("entrance", Entrance.SSM),
        reader.text("network", "10.20"),
        reader.optional("domain"),
        reader.optional("zone"),
        reader.flag("cdn"),
        reader.flag("observability"),
        reader.list("operators"),
        reader.optional("keyPair"),
        reader.optional("mongoNetwork"),
        reader.optional("authority"),
        reader.number("retentionDays", production ? 90 : 14),
        reader.number("awsTrafficGigabytes", 0),
        reader.text("alarmEmail", ""),
        reader.number("budget", 100));
  }

  boolean isProduction() {
    return environment.equals("prod");
  }

  /** Availability zones in use. */
  int zones() {
    return isProduction() ? 3 : 2;
  }

  String vpcCidr() {
    return network + ".0.0/16";
  }

  /** The physical name of a part: {@code linnet-dev-redirect}. */
  String named(String part) {
    return "linnet-" + environment + "-" + part;
  }

  boolean hasHosts() {
    return compute == Compute.HOSTS || data == Data.HOSTS;
  }
}
