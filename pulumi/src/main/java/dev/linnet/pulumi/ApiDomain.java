package dev.linnet.pulumi;

import com.pulumi.aws.apigatewayv2.Api;
import com.pulumi.aws.apigatewayv2.ApiMapping;
import com.pulumi.aws.apigatewayv2.ApiMappingArgs;
import com.pulumi.aws.apigatewayv2.DomainName;
import com.pulumi.aws.apigatewayv2.DomainNameArgs;
import com.pulumi.aws.apigatewayv2.Stage;
import com.pulumi.aws.apigatewayv2.inputs.DomainNameDomainNameConfigurationArgs;

/** The domain under which an HTTP API answers. */
final class ApiDomain {
  ApiDomain(Part owner, String domain, Api api, Stage stage) {
    Certificate certificate = new Certificate(owner, domain, owner.settings.zone().orElseThrow());
    DomainName name =
        new DomainName(
            "domain",
            DomainNameArgs.builder()
                .domainName(domain)
                .domainNameConfiguration(
                    DomainNameDomainNameConfigurationArgs.builder()
                        .certificateArn(certificate.arn)
                        .endpointType("REGIONAL")
                        .securityPolicy("TLS_1_2")
                        .build())
                .build(),
            owner.mine());
    new ApiMapping(
        "domain",
        ApiMappingArgs.builder().apiId(api.id()).domainName(name.id()).stage(stage.id()).build(),
        owner.mine());
    var configuration = name.domainNameConfiguration();
    certificate.leadTo(
        configuration.applyValue(c -> c.targetDomainName().orElseThrow()),
        configuration.applyValue(c -> c.hostedZoneId().orElseThrow()));
  }
}
