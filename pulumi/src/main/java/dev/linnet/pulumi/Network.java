package dev.linnet.pulumi;

import com.pulumi.aws.AwsFunctions;
import com.pulumi.aws.Provider;
import com.pulumi.aws.ec2.DefaultSecurityGroup;
import com.pulumi.aws.ec2.DefaultSecurityGroupArgs;
import com.pulumi.aws.ec2.Eip;
import com.pulumi.aws.ec2.EipArgs;
import com.pulumi.aws.ec2.InternetGateway;
import com.pulumi.aws.ec2.InternetGatewayArgs;
import com.pulumi.aws.ec2.NatGateway;
import com.pulumi.aws.ec2.NatGatewayArgs;
import com.pulumi.aws.ec2.Route;
import com.pulumi.aws.ec2.RouteArgs;
import com.pulumi.aws.ec2.RouteTable;
import com.pulumi.aws.ec2.RouteTableArgs;
import com.pulumi.aws.ec2.RouteTableAssociation;
import com.pulumi.aws.ec2.RouteTableAssociationArgs;
import com.pulumi.aws.ec2.Subnet;
import com.pulumi.aws.ec2.SubnetArgs;
import com.pulumi.aws.ec2.Vpc;
import com.pulumi.aws.ec2.VpcArgs;
import com.pulumi.aws.inputs.GetAvailabilityZonesArgs;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The VPC: public, app and data subnets in each zone, and the ways out of them. */
final class Network extends Part {
  static final String EVERYWHERE = "0.0.0.0/0";

  final Output<String> vpcId;
  final List<Output<String>> publicSubnets = new ArrayList<>();
  final List<Output<String>> appSubnets = new ArrayList<>();
  final List<Output<String>> dataSubnets = new ArrayList<>();
  final List<Output<String>> zones = new ArrayList<>();

  private final List<Output<String>> privateTables = new ArrayList<>();

  Network(
      StackSettings settings, Provider provider, Encryption encryption, Output<String> account) {
    super("Network", settings, provider);
    Vpc vpc =
        new Vpc(
            "vpc",
            VpcArgs.builder()
                .cidrBlock(settings.vpcCidr())
                .enableDnsHostnames(true)
                .enableDnsSupport(true)
                .tags(tagged("vpc"))
                .build(),
            mine());
    vpcId = vpc.id();
    var found =
        AwsFunctions.getAvailabilityZones(
            GetAvailabilityZonesArgs.builder().state("available").build(),
            InvokeOptions.builder().provider(provider).build());
    for (int i = 0; i < settings.zones(); i++) {
      int zone = i;
      zones.add(found.applyValue(all -> all.names().get(zone)));
    }
    new DefaultSecurityGroup(
        "closed", DefaultSecurityGroupArgs.builder().vpcId(vpcId).build(), mine());
    declarePublicSubnets();
    declarePrivateSubnets();
    Endpoints.toS3(this, privateTables);
    new FlowLogs(this, encryption.arn, account);
    done(Map.of("vpcId", vpcId));
  }

  private void declarePublicSubnets() {
    InternetGateway gateway =
        new InternetGateway(
            "internet",
            InternetGatewayArgs.builder().vpcId(vpcId).tags(tagged("internet")).build(),
            mine());
    RouteTable table = table("public");
    route("public", table, RouteArgs.builder().gatewayId(gateway.id()));
    for (int i = 0; i < settings.zones(); i++) {
      publicSubnets.add(subnet("public-" + i, i, publicCidr(i), table));
    }
  }

  /** One NAT gateway will do for a start; production has one in each zone. */
  private void declarePrivateSubnets() {
    Output<String> nat = null;
    for (int i = 0; i < settings.zones(); i++) {
      if (nat == null || settings.isProduction()) {
        nat = nat(i);
      }
      RouteTable table = table("private-" + i);
      privateTables.add(table.id());
      route("private-" + i, table, RouteArgs.builder().natGatewayId(nat));
      appSubnets.add(subnet("app-" + i, i, appCidr(i), table));
      dataSubnets.add(subnet("data-" + i, i, (100 + i) + ".0/24", table));
    }
  }

  private Output<String> nat(int zone) {
    Eip address =
        new Eip(
            "nat-" + zone,
            EipArgs.builder().domain("vpc").tags(tagged("nat-" + zone)).build(),
            mine());
    return new NatGateway(
            "nat-" + zone,
            NatGatewayArgs.builder()
                .allocationId(address.id())
                .subnetId(publicSubnets.get(zone))
                .tags(tagged("nat-" + zone))
                .build(),
            mine())
        .id();
  }

  private RouteTable table(String name) {
    return new RouteTable(
        name, RouteTableArgs.builder().vpcId(vpcId).tags(tagged(name)).build(), mine());
  }

  private void route(String name, RouteTable table, RouteArgs.Builder target) {
    new Route(
        name, target.routeTableId(table.id()).destinationCidrBlock(EVERYWHERE).build(), mine());
  }

  private Output<String> subnet(String name, int zone, String cidr, RouteTable table) {
    Subnet subnet =
        new Subnet(
            name,
            SubnetArgs.builder()
                .vpcId(vpcId)
                .availabilityZone(zones.get(zone))
                .cidrBlock(settings.network() + "." + cidr)
                .mapPublicIpOnLaunch(false)
                .tags(tagged(name))
                .build(),
            mine());
    new RouteTableAssociation(
        name,
        RouteTableAssociationArgs.builder().subnetId(subnet.id()).routeTableId(table.id()).build(),
        mine());
    return subnet.id();
  }

  /** Of the subnets that a load balancer is in. */
  List<String> publicCidrs() {
    return IntStream.range(0, settings.zones())
        .mapToObj(zone -> settings.network() + "." + publicCidr(zone))
        .toList();
  }

  private static String publicCidr(int zone) {
    return zone + ".0/24";
  }

  /** Of the subnets that functions and app hosts are in. */
  List<String> appCidrs() {
    return IntStream.range(0, settings.zones())
        .mapToObj(zone -> settings.network() + "." + appCidr(zone))
        .toList();
  }

  private static String appCidr(int zone) {
    return 16 + 16 * zone + ".0/20";
  }
}
