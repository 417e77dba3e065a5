package dev.linnet.pulumi;

/** Who runs the servers that keep data. */
enum Data {
  /** We do: EC2 hosts, set up by Ansible. */
  HOSTS,
  /** AWS does: RDS and ElastiCache; MongoDB is named by its URI (Atlas, or a cluster of yours). */
  MANAGED
}
