package dev.linnet.pulumi;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the settings of a stack must be, each alone and all together. */
final class SettingsRules {
  private static final Pattern ENVIRONMENT = Pattern.compile("[a-z][a-z0-9]{1,9}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]");
  private static final Pattern PRIVATE_NETWORK =
      Pattern.compile("10\\.([0-9]{1,3})|172\\.(1[6-9]|2[0-9]|3[01])|192\\.168");
  private static final Pattern CIDR =
      Pattern.compile(
          "(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!/)|(?=/))){4}/(?:3[0-2]|[12]?\\d)");
  private static final Pattern DOMAIN =
      Pattern.compile("(?:[a-z0-9][a-z0-9-]{0,62}\\.)+[a-z]{2,63}");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

  /** The days that CloudWatch Logs knows, up to a year. */
  private static final Set<Integer> RETENTION =
      Set.of(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365);

  private SettingsRules() {}

  static void check(StackSettings s, List<String> faults) {
    unless(
        ENVIRONMENT.matcher(s.environment()).matches(),
        faults,
        "linnet:environment is \"%s\"; it must be 2 to 10 of a-z 0-9.",
        s.environment());
    unless(
        REGION.matcher(s.region()).matches(),
        faults,
        "linnet:region is \"%s\"; it must be a region of AWS, such as eu-central-1.",
        s.region());
    unless(
        isPrivate(s.network()),
        faults,
        "linnet:network is \"%s\"; it must be the first two numbers of a private network, such as"
            + " 10.20.",
        s.network());
    unless(
        RETENTION.contains(s.retentionDays()),
        faults,
        "linnet:retentionDays is \"%d\"; CloudWatch knows 1, 3, 5, 7, 14, 30, 60, 90, 120, 150,"
            + " 180 and 365.",
        s.retentionDays());
    unless(
        EMAIL.matcher(s.alarmEmail()).matches(),
        faults,
        "linnet:alarmEmail is \"%s\"; it must be the address that alarms go to.",
        s.alarmEmail());
    unless(s.budget() > 0, faults, "linnet:budget is \"%d\"; it must be above 0.", s.budget());
    unless(
        s.awsTrafficGigabytes() >= 0,
        faults,
        "linnet:awsTrafficGigabytes is \"%d\"; it must not be negative.",
        s.awsTrafficGigabytes());
    checkDomain(s, faults);
    checkAccess(s, faults);
  }

  private static void checkDomain(StackSettings s, List<String> faults) {
    s.domain()
        .ifPresent(
            domain ->
                unless(
                    DOMAIN.matcher(domain).matches(),
                    faults,
                    "linnet:domain is \"%s\"; it must be a name such as links.example.com.",
                    domain));
    unless(
        s.domain().isPresent() == s.zone().isPresent(),
        faults,
        "linnet:domain and linnet:zone (the id of its Route 53 zone) go together.");
    unless(
        s.edge() != Edge.ALB || s.domain().isPresent(),
        faults,
        "linnet:edge alb needs linnet:domain: a load balancer has no certificate of its own.");
    unless(
        s.compute() != Compute.HOSTS || s.edge() == Edge.ALB,
        faults,
        "linnet:compute hosts needs linnet:edge alb: an HTTP API reaches functions only.");
    unless(
        !s.isProduction() || s.domain().isPresent(),
        faults,
        "linnet:environment prod needs linnet:domain: short links live for ever.");
  }

  private static void checkAccess(StackSettings s, List<String> faults) {
    for (String cidr : s.operators()) {
      unless(
          isNarrow(cidr, 16),
          faults,
          "linnet:operators has \"%s\"; it must be addresses such as 198.51.100.7/32, of /16 or"
              + " narrower.",
          cidr);
    }
    unless(
        s.entrance() != Entrance.SSH || !s.operators().isEmpty(),
        faults,
        "linnet:entrance ssh needs linnet:operators: the addresses that may come in.");
    unless(
        s.entrance() != Entrance.SSM || s.operators().isEmpty(),
        faults,
        "linnet:operators needs linnet:entrance ssh: Session Manager opens no port.");
    unless(
        !s.hasHosts() || s.keyPair().isPresent(),
        faults,
        "linnet:keyPair is not set; Ansible logs in to the hosts with it.");
    unless(
        s.data() != Data.MANAGED || s.mongoNetwork().isPresent(),
        faults,
        "linnet:data managed needs linnet:mongoNetwork: the addresses of your MongoDB.");
    s.mongoNetwork()
        .ifPresent(
            cidr ->
                unless(
                    isNarrow(cidr, 8),
                    faults,
                    "linnet:mongoNetwork is \"%s\"; it must be addresses such as 192.168.248.0/21.",
                    cidr));
  }

  private static boolean isPrivate(String network) {
    var matcher = PRIVATE_NETWORK.matcher(network);
    return matcher.matches()
        && (matcher.group(1) == null || Integer.parseInt(matcher.group(1)) <= 255);
  }

  private static boolean isNarrow(String cidr, int widest) {
    return CIDR.matcher(cidr).matches()
        && Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1)) >= widest;
  }

  private static void unless(boolean right, List<String> faults, String fault, Object... values) {
    if (!right) {
      faults.add(fault.formatted(values));
    }
  }
}
