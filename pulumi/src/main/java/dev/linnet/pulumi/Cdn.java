package dev.linnet.pulumi;

import com.pulumi.aws.Provider;
import com.pulumi.aws.cloudfront.CachePolicy;
import com.pulumi.aws.cloudfront.CachePolicyArgs;
import com.pulumi.aws.cloudfront.Distribution;
import com.pulumi.aws.cloudfront.DistributionArgs;
import com.pulumi.aws.cloudfront.inputs.CachePolicyParametersInCacheKeyAndForwardedToOriginArgs;
import com.pulumi.aws.cloudfront.inputs.CachePolicyParametersInCacheKeyAndForwardedToOriginCookiesConfigArgs;
import com.pulumi.aws.cloudfront.inputs.CachePolicyParametersInCacheKeyAndForwardedToOriginHeadersConfigArgs;
import com.pulumi.aws.cloudfront.inputs.CachePolicyParametersInCacheKeyAndForwardedToOriginQueryStringsConfigArgs;
import com.pulumi.aws.cloudfront.inputs.DistributionDefaultCacheBehaviorArgs;
import com.pulumi.aws.cloudfront.inputs.DistributionOriginArgs;
import com.pulumi.aws.cloudfront.inputs.DistributionOriginCustomOriginConfigArgs;
import com.pulumi.aws.cloudfront.inputs.DistributionRestrictionsArgs;
import com.pulumi.aws.cloudfront.inputs.DistributionRestrictionsGeoRestrictionArgs;
import com.pulumi.aws.cloudfront.inputs.DistributionViewerCertificateArgs;
import com.pulumi.core.Output;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * CloudFront before an HTTP API: it answers popular redirects itself, as long as each says that a
 * shared cache may. Its certificate and firewall live in {@link #REGION} only.
 */
final class Cdn extends Part implements Front {
  static final String REGION = "us-east-1";

  /** How long a redirect may be answered from the cache; an edit or delete takes as long. */
  static final Duration KEPT = Duration.ofMinutes(1);

  /** AWS's own policy: hands all on but the host's name, which is the API's. */
  private static final String FORWARD_ALL_BUT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

  private static final String ORIGIN = "api";

  private final HttpApi api;
  private final String domain;
  private final Output<String> policy;
  private final Certificate certificate;

  Cdn(StackSettings settings, Provider provider, HttpApi api) {
    super("Cdn", settings, provider);
    this.api = api;
    domain = settings.domain().orElseThrow();
    policy = cachePolicy();
    certificate = new Certificate(this, domain, settings.zone().orElseThrow());
    Distribution distribution = distribution(Waf.ofCloudFront(this));
    certificate.leadTo(distribution.domainName(), distribution.hostedZoneId());
    done(Map.of("domainName", distribution.domainName()));
  }

  @Override
  public Output<String> baseUrl() {
    return Output.of("https://" + domain);
  }

  @Override
  public void serve(Functions functions) {
    api.serve(functions);
  }

  private Distribution distribution(Output<String> firewall) {
    return new Distribution(
        "cdn",
        DistributionArgs.builder()
            .comment("Linnet, " + settings.environment())
            .enabled(true)
            .isIpv6Enabled(true)
            .httpVersion("http2and3")
            .priceClass("PriceClass_100")
            .aliases(domain)
            .webAclId(firewall)
            .origins(origin())
            .defaultCacheBehavior(behavior())
            .restrictions(
                DistributionRestrictionsArgs.builder()
                    .geoRestriction(
                        DistributionRestrictionsGeoRestrictionArgs.builder()
                            .restrictionType("none")
                            .build())
                    .build())
            .viewerCertificate(
                DistributionViewerCertificateArgs.builder()
                    .acmCertificateArn(certificate.arn)
                    .sslSupportMethod("sni-only")
                    .minimumProtocolVersion("TLSv1.2_2021")
                    .build())
            .build(),
        mine());
  }

  private DistributionOriginArgs origin() {
    return DistributionOriginArgs.builder()
        .originId(ORIGIN)
        .domainName(api.api.apiEndpoint().applyValue(url -> URI.create(url).getHost()))
        .customOriginConfig(
            DistributionOriginCustomOriginConfigArgs.builder()
                .httpPort(Firewall.HTTP)
                .httpsPort(Firewall.HTTPS)
                .originProtocolPolicy("https-only")
                .originSslProtocols("TLSv1.2")
                .build())
        .build();
  }

  private DistributionDefaultCacheBehaviorArgs behavior() {
    return DistributionDefaultCacheBehaviorArgs.builder()
        .targetOriginId(ORIGIN)
        .viewerProtocolPolicy("redirect-to-https")
        .allowedMethods("GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE")
        .cachedMethods("GET", "HEAD")
        .compress(true)
        .cachePolicyId(policy)
        .originRequestPolicyId(FORWARD_ALL_BUT_HOST)
        .build();
  }

  /** Nothing is kept unless the reply says so, and never longer than a minute. */
  private Output<String> cachePolicy() {
    return new CachePolicy(
            "cache",
            CachePolicyArgs.builder()
                .name(named("cache"))
                .minTtl(0)
                .defaultTtl(0)
                .maxTtl((int) KEPT.toSeconds())
                .parametersInCacheKeyAndForwardedToOrigin(cacheKey())
                .build(),
            mine())
        .id();
  }

  private static CachePolicyParametersInCacheKeyAndForwardedToOriginArgs cacheKey() {
    return CachePolicyParametersInCacheKeyAndForwardedToOriginArgs.builder()
        .cookiesConfig(
            CachePolicyParametersInCacheKeyAndForwardedToOriginCookiesConfigArgs.builder()
                .cookieBehavior("none")
                .build())
        .headersConfig(
            CachePolicyParametersInCacheKeyAndForwardedToOriginHeadersConfigArgs.builder()
                .headerBehavior("none")
                .build())
        .queryStringsConfig(
            CachePolicyParametersInCacheKeyAndForwardedToOriginQueryStringsConfigArgs.builder()
                .queryStringBehavior("all")
                .build())
        .enableAcceptEncodingGzip(true)
        .build();
  }
}
