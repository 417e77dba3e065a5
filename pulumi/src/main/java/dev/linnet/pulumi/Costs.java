package dev.linnet.pulumi;

import java.time.Duration;

/**
 * What Linnet costs on AWS, in US dollars a month, from {@link Prices}. Traffic out and the cost of
 * looking at logs are not in it.
 */
final class Costs {
  private static final double MILLION = 1_000_000;
  private static final double MEGABYTES_A_GIGABYTE = 1024;

  private Costs() {}

  /**
   * Of a million redirects through one edge, without what runs anyway.
   *
   * @param cached the part (0 to 1) that a cache in front of the edge answers
   * @param perCall how long the function runs
   */
  static double millionRedirects(Edge edge, double cached, int megabytes, Duration perCall) {
    if (cached < 0 || cached > 1) {
      throw new IllegalArgumentException("The part that a cache answers is from 0 to 1.");
    }
    double front = cached > 0 ? Prices.CLOUDFRONT_10K_CALLS * 100 : 0;
    double seconds = perCall.toNanos() / 1e9;
    double lambda =
        Prices.LAMBDA_MILLION_CALLS
            + MILLION * seconds * megabytes / MEGABYTES_A_GIGABYTE * Prices.LAMBDA_GIGABYTE_SECOND;
    return front + (1 - cached) * (lambda + edgeMillion(edge));
  }

  private static double edgeMillion(Edge edge) {
    return switch (edge) {
      case HTTP_API -> Prices.HTTP_API_MILLION_CALLS;
      // A connection each is the worst case: browsers that come once.
      case ALB -> MILLION / (Prices.ALB_UNIT_CONNECTIONS * 3600) * Prices.ALB_UNIT_HOUR;
    };
  }

  /** The fixed price of an edge. */
  static double idle(Edge edge) {
    return switch (edge) {
      case HTTP_API -> 0;
      case ALB -> Prices.ALB_HOUR * Prices.HOURS_A_MONTH;
    };
  }

  /** The million redirects a month from which an ALB is cheaper than an HTTP API. */
  static double albPaysFromMillions() {
    return idle(Edge.ALB) / (edgeMillion(Edge.HTTP_API) - edgeMillion(Edge.ALB));
  }

  /** Of a stack that nobody calls. */
  static double idle(StackSettings settings) {
    int gateways = settings.isProduction() ? settings.zones() : 1;
    return idle(settings.edge())
        + (settings.edge() == Edge.ALB || settings.cdn() ? Prices.WAF_MONTH : 0)
        + gateways * Prices.NAT_HOUR * Prices.HOURS_A_MONTH
        + secrets(settings) * Prices.SECRET_MONTH
        + Prices.KEY_MONTH
        + data(settings)
        + (settings.compute() == Compute.HOSTS ? appHosts(settings.size()) : 0)
        + (settings.observability() ? host(settings.size().dataHost, 0) : 0)
        + (settings.hasHosts() ? host("t4g.nano", 0) : 0);
  }

  /** Those that are given, and MongoDB's URI where it is made of a password. */
  static int secrets(StackSettings settings) {
    return StackSecret.given(settings).size() + (settings.data() == Data.HOSTS ? 1 : 0);
  }

  private static double data(StackSettings settings) {
    Size size = settings.size();
    int twice = settings.isProduction() ? 2 : 1;
    return switch (settings.data()) {
      case HOSTS ->
          host(size.dataHost, size.volumeGigabytes) * (1 + size.mongoHosts)
              + host(size.cacheHost, size.volumeGigabytes);
      case MANAGED ->
          twice
              * (Prices.hour(size.databaseClass()) * Prices.HOURS_A_MONTH
                  + size.volumeGigabytes * Prices.RDS_GIGABYTE_MONTH
                  + Prices.hour(size.cacheClass()) * Prices.HOURS_A_MONTH);
    };
  }

  private static double appHosts(Size size) {
    return host(size.dataHost, 0) * size.appHosts;
  }

  /** With its own disk of 20 GB, and one for data. */
  static double host(String type, int dataGigabytes) {
    return Prices.hour(type) * Prices.HOURS_A_MONTH
        + (20 + dataGigabytes) * Prices.GP3_GIGABYTE_MONTH;
  }

  /** The million redirects a month from which app hosts behind an ALB are cheaper than Lambda. */
  static double hostsPayFromMillions(Size size, Duration perCall) {
    double lambda = millionRedirects(Edge.ALB, 0, 1024, perCall) - edgeMillion(Edge.ALB);
    return appHosts(size) / lambda;
  }

  /** Both ways to one service of AWS; NAT is there anyway, so only its traffic counts. */
  static boolean endpointIsCheaperThanNat(int gigabytes, int zones) {
    double endpoint =
        zones * Prices.ENDPOINT_HOUR * Prices.HOURS_A_MONTH + gigabytes * Prices.ENDPOINT_GIGABYTE;
    return endpoint < gigabytes * Prices.NAT_GIGABYTE;
  }
}
