package dev.linnet.pulumi;

import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.core.Output;

/** A role that a service of AWS takes on, with one policy written for it alone. */
final class ServiceRole {
  final Output<String> arn;
  final Output<String> name;

  private final Part owner;
  private final String part;

  ServiceRole(Part owner, String part, Output<String> trust) {
    this.owner = owner;
    this.part = part;
    Role role =
        new Role(
            part,
            RoleArgs.builder().name(owner.named(part)).assumeRolePolicy(trust).build(),
            owner.mine());
    arn = role.arn();
    name = role.name();
  }

  RolePolicy allow(Allow policy) {
    return new RolePolicy(
        part,
        RolePolicyArgs.builder().name(part).role(name).policy(policy.document()).build(),
        owner.mine());
  }
}
