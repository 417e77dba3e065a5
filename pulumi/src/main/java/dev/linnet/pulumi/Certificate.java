package dev.linnet.pulumi;

import com.pulumi.aws.acm.CertificateArgs;
import com.pulumi.aws.acm.CertificateValidation;
import com.pulumi.aws.acm.CertificateValidationArgs;
import com.pulumi.aws.route53.Record;
import com.pulumi.aws.route53.RecordArgs;
import com.pulumi.aws.route53.enums.RecordType;
import com.pulumi.aws.route53.inputs.RecordAliasArgs;
import com.pulumi.core.Output;
import java.util.List;

/** A domain with its certificate, which AWS renews as long as the record for it stands. */
final class Certificate {
  final Output<String> arn;

  private final Part owner;
  private final String domain;
  private final String zone;

  Certificate(Part owner, String domain, String zone) {
    this.owner = owner;
    this.domain = domain;
    this.zone = zone;
    var certificate =
        new com.pulumi.aws.acm.Certificate(
            "certificate",
            CertificateArgs.builder().domainName(domain).validationMethod("DNS").build(),
            owner.mine());
    var proof = certificate.domainValidationOptions().applyValue(options -> options.getFirst());
    Record record =
        new Record(
            "certificate",
            RecordArgs.builder()
                .zoneId(zone)
                .name(proof.applyValue(p -> p.resourceRecordName().orElseThrow()))
                .type(RecordType.CNAME)
                .records(
                    proof
                        .applyValue(p -> p.resourceRecordValue().orElseThrow())
                        .applyValue(List::of))
                .ttl(300)
                .build(),
            owner.mine());
    arn =
        new CertificateValidation(
                "certificate",
                CertificateValidationArgs.builder()
                    .certificateArn(certificate.arn())
                    .validationRecordFqdns(record.fqdn().applyValue(List::of))
                    .build(),
                owner.mine())
            .certificateArn();
  }

  /** Lets the domain lead to a front of AWS. */
  void leadTo(Output<String> name, Output<String> zoneOfName) {
    new Record(
        "domain",
        RecordArgs.builder()
            .zoneId(zone)
            .name(domain)
            .type(RecordType.A)
            .aliases(
                RecordAliasArgs.builder()
                    .name(name)
                    .zoneId(zoneOfName)
                    .evaluateTargetHealth(true)
                    .build())
            .build(),
        owner.mine());
  }
}
