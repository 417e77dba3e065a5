package dev.linnet.pulumi;

/** How operators reach the hosts. */
enum Entrance {
  /** By Session Manager: the bastion has no open port. */
  SSM,
  /** By SSH from named addresses. */
  SSH
}
