package dev.linnet.pulumi;

/**
 * How much of everything.
 *
 * @see StackSettings
 */
enum Size {
  SMALL("t4g.small", "t4g.micro", 20, 1, 1, 10),
  MEDIUM("m7g.large", "t4g.small", 100, 3, 2, 50),
  LARGE("m7g.2xlarge", "m7g.large", 500, 3, 4, 200);

  final String dataHost;
  final String cacheHost;
  final int volumeGigabytes;
  final int mongoHosts;
  final int appHosts;

  /** Creates that run at once: each holds a connection of PgBouncer. */
  final int createConcurrency;

  Size(
      String dataHost,
      String cacheHost,
      int volumeGigabytes,
      int mongoHosts,
      int appHosts,
      int createConcurrency) {
    this.dataHost = dataHost;
    this.cacheHost = cacheHost;
    this.volumeGigabytes = volumeGigabytes;
    this.mongoHosts = mongoHosts;
    this.appHosts = appHosts;
    this.createConcurrency = createConcurrency;
  }

  String databaseClass() {
    return "db." + dataHost;
  }

  String cacheClass() {
    return "cache." + cacheHost;
  }
}
