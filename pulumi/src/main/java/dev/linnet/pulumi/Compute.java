package dev.linnet.pulumi;

/** What runs the functions. */
enum Compute {
  LAMBDA,
  /** EC2 hosts with local-runtime behind Nginx, set up by Ansible. */
  HOSTS
}
