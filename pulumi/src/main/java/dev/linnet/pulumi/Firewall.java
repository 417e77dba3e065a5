package dev.linnet.pulumi;

import com.pulumi.aws.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The security groups, and every flow between them. What is not written here cannot pass. */
final class Firewall extends Flows {
  static final int PGBOUNCER = 6432;
  static final int MONGO = 27017;
  static final int REDIS = 6379;
  static final int SSH = 22;
  static final int HTTP = 80;
  static final int HTTPS = 443;

  /** OTLP, by which the hosts' collectors send what they observed. */
  static final int OTLP = 4317;

  /**
   * Where the hosts' exporters are asked: those of the host, Nginx, Redis, PgBouncer, PostgreSQL.
   */
  static final int NODE_EXPORTER = 9100;

  static final int NGINX_EXPORTER = 9113;
  static final int REDIS_EXPORTER = 9121;
  static final int PGBOUNCER_EXPORTER = 9127;
  static final int POSTGRES_EXPORTER = 9187;

  /** Where local-runtime's processes listen for Nginx, on this host and on its neighbours. */
  static final int FIRST_APP = 8000;

  static final int LAST_APP = 8002;

  static final int POSTGRES = 5432;

  private static final String LAMBDA = "lambda";
  private static final String APP = "app";
  private static final String EDGE = "edge";
  private static final String BASTION = "bastion";

  private final Network network;

  Firewall(StackSettings settings, Provider provider, Network network) {
    super(settings, provider, network);
    this.network = network;
    if (settings.edge() == Edge.ALB) {
      fromTheWorld(EDGE, HTTP);
      fromTheWorld(EDGE, HTTPS);
    }
    switch (settings.compute()) {
      case LAMBDA -> declareFunctions();
      case HOSTS -> declareApp();
    }
    if (settings.hasHosts()) {
      declareHosts();
    }
    if (settings.observability()) {
      declareObservability();
    }
    done(Map.of());
  }

  /** Functions reach PostgreSQL through PgBouncer, which stands before it on the same host. */
  private void declareFunctions() {
    toTheWorld(LAMBDA, HTTPS);
    switch (settings.data()) {
      case HOSTS -> declareDataHosts(LAMBDA, PGBOUNCER);
      case MANAGED -> declareManaged();
    }
    if (Costs.endpointIsCheaperThanNat(settings.awsTrafficGigabytes(), settings.zones())) {
      flow(LAMBDA, "endpoints", HTTPS);
      Endpoints.toServices(network, group("endpoints"));
    }
  }

  /** App hosts have a PgBouncer each, and a Nginx that knows its neighbours. */
  private void declareApp() {
    declareDataHosts(APP, POSTGRES);
    flow(EDGE, APP, HTTP);
    flow(APP, APP, FIRST_APP, LAST_APP);
  }

  private void declareDataHosts(String caller, int database) {
    flow(caller, "postgres", database);
    flow(caller, "mongo", MONGO);
    flow(caller, "redis", REDIS);
    if (settings.size().mongoHosts > 1) {
      flow("mongo", "mongo", MONGO); // a replica set talks to itself
    }
  }

  private void declareManaged() {
    flow(LAMBDA, "postgres", POSTGRES);
    flow(LAMBDA, "redis", REDIS);
    settings.mongoNetwork().ifPresent(cidr -> to(LAMBDA, "mongo", cidr, MONGO));
  }

  /** Hosts fetch packages over NAT; operators come in through the bastion alone. */
  private void declareHosts() {
    for (String cidr : settings.operators()) {
      from("operators-" + cidr, cidr, BASTION, SSH);
    }
    toTheWorld(BASTION, HTTPS);
    for (String host : hosts()) {
      flow(BASTION, host, SSH);
      toTheWorld(host, HTTP);
      toTheWorld(host, HTTPS);
    }
  }

  /** The one host asks the others' exporters, and their collectors send to it. */
  private void declareObservability() {
    for (String host : watched()) {
      flow(host, ObservabilityHost.NAME, OTLP);
      flow(ObservabilityHost.NAME, host, NODE_EXPORTER);
    }
    flow(ObservabilityHost.NAME, "postgres", POSTGRES_EXPORTER);
    flow(ObservabilityHost.NAME, "redis", REDIS_EXPORTER);
    switch (settings.compute()) {
      case LAMBDA -> flow(ObservabilityHost.NAME, "postgres", PGBOUNCER_EXPORTER);
      case HOSTS -> {
        flow(ObservabilityHost.NAME, APP, PGBOUNCER_EXPORTER);
        flow(ObservabilityHost.NAME, APP, NGINX_EXPORTER);
      }
    }
  }

  private List<String> hosts() {
    List<String> all = watched();
    if (settings.observability()) {
      all.add(ObservabilityHost.NAME);
    }
    return all;
  }

  private List<String> watched() {
    List<String> all = new ArrayList<>();
    if (settings.data() == Data.HOSTS) {
      all.addAll(List.of("postgres", "mongo", "redis"));
    }
    if (settings.compute() == Compute.HOSTS) {
      all.add(APP);
    }
    return all;
  }
}
