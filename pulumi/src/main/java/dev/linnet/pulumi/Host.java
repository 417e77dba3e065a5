package dev.linnet.pulumi;

import com.pulumi.aws.ec2.Instance;
import com.pulumi.aws.ec2.InstanceArgs;
import com.pulumi.aws.ec2.inputs.InstanceMetadataOptionsArgs;
import com.pulumi.aws.ec2.inputs.InstanceRootBlockDeviceArgs;
import com.pulumi.aws.iam.InstanceProfile;
import com.pulumi.aws.iam.InstanceProfileArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An EC2 host: IMDSv2 only, encrypted disk, no public address (but the bastion's). A newer image or
 * first script does not replace it: hosts are updated by Ansible.
 *
 * @param group its Ansible group
 */
record Host(String group, Instance instance) {
  /** Cannot be ended by mistake in production. */
  static Host declare(Part owner, String name, String group, Place place, Output<String> profile) {
    StackSettings settings = owner.settings;
    Map<String, String> tags = new HashMap<>(owner.tagged(name));
    tags.put("Role", group);
    InstanceArgs.Builder args =
        InstanceArgs.builder()
            .ami(place.image())
            .instanceType(place.type())
            .subnetId(place.subnet())
            .vpcSecurityGroupIds(place.securityGroup().applyValue(List::of))
            .associatePublicIpAddress(place.open())
            .iamInstanceProfile(profile)
            .disableApiTermination(settings.isProduction())
            .monitoring(true)
            .metadataOptions(
                InstanceMetadataOptionsArgs.builder()
                    .httpEndpoint("enabled")
                    .httpTokens("required")
                    .httpPutResponseHopLimit(1)
                    .build())
            .rootBlockDevice(
                InstanceRootBlockDeviceArgs.builder()
                    .encrypted(true)
                    .kmsKeyId(place.key())
                    .volumeType("gp3")
                    .volumeSize(20)
                    .build())
            .tags(tags);
    settings.keyPair().ifPresent(args::keyName);
    if (!place.firstBoot().isEmpty()) {
      args.userData(place.firstBoot());
    }
    CustomResourceOptions options =
        CustomResourceOptions.builder()
            .parent(owner)
            .ignoreChanges("ami", "userData")
            .protect(settings.isProduction() && !place.open())
            .build();
    return new Host(group, new Instance(name, args.build(), options));
  }

  /** What the hosts of a component may do on AWS: only what the policy says. */
  static Output<String> profile(Part owner, String name, Allow policy) {
    ServiceRole role =
        new ServiceRole(owner, name, Output.of(Allow.assumedBy("ec2.amazonaws.com")));
    role.allow(policy);
    return new InstanceProfile(
            name,
            InstanceProfileArgs.builder().name(owner.named(name)).role(role.name).build(),
            owner.mine())
        .name();
  }

  Output<String> privateIp() {
    return instance.privateIp();
  }

  /**
   * Where a host stands.
   *
   * @param firstBoot the script that it runs once; empty: none
   * @param open whether it gets a public address
   */
  record Place(
      Output<String> image,
      String type,
      Output<String> subnet,
      Output<String> securityGroup,
      Output<String> key,
      String firstBoot,
      boolean open) {}
}
