package dev.linnet.pulumi;

import com.pulumi.aws.ec2.VpcEndpoint;
import com.pulumi.aws.ec2.VpcEndpointArgs;
import com.pulumi.core.Output;
import java.util.List;

/** Ways from the VPC to services of AWS that do not lead through NAT. */
final class Endpoints {
  private Endpoints() {}

  /** Through a gateway endpoint, which costs nothing. */
  static void toS3(Network network, List<Output<String>> tables) {
    new VpcEndpoint(
        "s3",
        VpcEndpointArgs.builder()
            .vpcId(network.vpcId)
            .vpcEndpointType("Gateway")
            .serviceName(service(network, "s3"))
            .routeTableIds(Output.all(tables))
            .tags(network.tagged("s3"))
            .build(),
        network.mine());
  }

  /** To what functions call; for where that is cheaper than NAT. */
  static void toServices(Network network, Output<String> securityGroup) {
    for (String name : List.of("events", "secretsmanager")) {
      new VpcEndpoint(
          name,
          VpcEndpointArgs.builder()
              .vpcId(network.vpcId)
              .vpcEndpointType("Interface")
              .serviceName(service(network, name))
              .privateDnsEnabled(true)
              .subnetIds(Output.all(network.appSubnets))
              .securityGroupIds(securityGroup.applyValue(List::of))
              .tags(network.tagged(name))
              .build(),
          network.mine());
    }
  }

  private static String service(Network network, String name) {
    return "com.amazonaws." + network.settings.region() + "." + name;
  }
}
