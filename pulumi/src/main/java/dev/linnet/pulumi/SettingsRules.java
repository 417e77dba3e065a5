package dev.linnet.pulumi;

import java.util.List;
import java.util.Set;

/** What the settings of a stack must be, each alone and all together. */
final class SettingsRules {
  /** The days that CloudWatch Logs knows, up to a year. */
  private static final Set<Integer> RETENTION =
      Set.of(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365);

  private static final String DOMAIN = "(?:[a-z0-9][a-z0-9-]{0,62}\\.)+[a-z]{2,63}";
  private static final String EMAIL = "[^@\\s]+@[^@\\s]+\\.[^@\\s]+";

  /** Bounded, for Lambda's environment takes 4 KB in all. */
  private static final String CERTIFICATE =
      "(?s)-----BEGIN CERTIFICATE-----.{100,2000}-----END CERTIFICATE-----\\s*";

  private final StackSettings s;
  private final List<String> faults;

  SettingsRules(StackSettings settings, List<String> faults) {
    this.s = settings;
    this.faults = faults;
  }

  void check() {
    checkEachAlone();
    checkFront();
    checkEntrance();
    checkData();
  }

  private void checkEachAlone() {
    must("environment", s.environment(), "[a-z][a-z0-9]{1,9}", "2 to 10 of a-z 0-9");
    must("region", s.region(), "[a-z]{2}(-[a-z]+)+-[0-9]", "a region of AWS, as eu-central-1");
    must("alarmEmail", s.alarmEmail(), EMAIL, "the address that alarms go to");
    must(
        "network",
        s.network(),
        Addresses.isPrivate(s.network()),
        "the first two numbers of a private network, as 10.20");
    must(
        "retentionDays",
        s.retentionDays(),
        RETENTION.contains(s.retentionDays()),
        "a number that CloudWatch knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180 or 365");
    must("budget", s.budget(), s.budget() > 0, "above 0");
    must("awsTrafficGigabytes", s.awsTrafficGigabytes(), s.awsTrafficGigabytes() >= 0, "0 or more");
  }

  private void checkFront() {
    boolean domain = s.domain().isPresent();
    s.domain().ifPresent(name -> must("domain", name, DOMAIN, "a name as links.example.com"));
    unless(
        domain == s.zone().isPresent(),
        "linnet:domain and linnet:zone (the id of its Route 53 zone) go together.");
    unless(
        s.edge() != Edge.ALB || domain,
        "linnet:edge alb needs linnet:domain: a load balancer has no certificate of its own.");
    unless(
        s.compute() != Compute.HOSTS || s.edge() == Edge.ALB,
        "linnet:compute hosts needs linnet:edge alb: an HTTP API reaches functions only.");
    unless(
        !s.isProduction() || domain,
        "linnet:environment prod needs linnet:domain: short links live for ever.");
    unless(
        !s.cdn() || domain, "linnet:cdn needs linnet:domain: short links lead to CloudFront then.");
    unless(
        !s.cdn() || s.edge() == Edge.HTTP_API,
        "linnet:cdn needs linnet:edge http-api: a load balancer behind CloudFront would need a"
            + " second name and certificate.");
  }

  private void checkEntrance() {
    for (String cidr : s.operators()) {
      must(
          "operators",
          cidr,
          Addresses.isNetwork(cidr, 16),
          "addresses as 198.51.100.7/32, of /16 or narrower");
    }
    unless(
        s.entrance() != Entrance.SSH || !s.operators().isEmpty(),
        "linnet:entrance ssh needs linnet:operators: the addresses that may come in.");
    unless(
        s.entrance() != Entrance.SSM || s.operators().isEmpty(),
        "linnet:operators needs linnet:entrance ssh: Session Manager opens no port.");
    unless(
        !s.hasHosts() || s.keyPair().isPresent(),
        "linnet:keyPair is not set; Ansible logs in to the hosts with it.");
  }

  private void checkData() {
    unless(
        s.compute() != Compute.HOSTS || s.data() == Data.HOSTS,
        "linnet:compute hosts needs linnet:data hosts: Ansible sets both up together.");
    unless(
        s.data() != Data.MANAGED || s.mongoNetwork().isPresent(),
        "linnet:data managed needs linnet:mongoNetwork: the addresses of your MongoDB.");
    unless(
        !s.observability() || s.hasHosts(),
        "linnet:observability needs linnet:data hosts: where AWS runs everything, CloudWatch"
            + " watches it.");
    s.mongoNetwork()
        .ifPresent(
            cidr ->
                must(
                    "mongoNetwork",
                    cidr,
                    Addresses.isNetwork(cidr, 8),
                    "addresses as 192.168.248.0/21, of /8 or narrower"));
    s.authority()
        .ifPresent(
            pem -> must("authority", "…", pem.matches(CERTIFICATE), "one certificate in PEM"));
  }

  private void must(String name, String value, String pattern, String mustBe) {
    must(name, value, value.matches(pattern), mustBe);
  }

  private void must(String name, Object value, boolean right, String mustBe) {
    unless(right, "linnet:" + name + " is \"" + value + "\"; it must be " + mustBe + ".");
  }

  private void unless(boolean right, String fault) {
    if (!right) {
      faults.add(fault);
    }
  }
}
