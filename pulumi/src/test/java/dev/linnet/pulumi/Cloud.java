package dev.linnet.pulumi;

import com.pulumi.test.Mocks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Stands in for AWS: answers what it is told, and what AWS would make up itself. */
final class Cloud implements Mocks {
  static final String ACCOUNT = "123456789012";
  private static final String PLACE = "eu-central-1:" + ACCOUNT + ":";

  @Override
  public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
    Map<String, Object> state = new HashMap<>(args.inputs);
    String name = args.name.replace(' ', '-');
    String service = args.type.replaceAll("^aws:([^/:]*).*", "$1");
    state.putIfAbsent("name", name);
    state.put(
        "arn", "arn:aws:" + service + ":" + PLACE + kind(args.type) + "/" + state.get("name"));
    if (args.type.endsWith(":Secret")) {
      state.put(
          "arn", "arn:aws:secretsmanager:" + PLACE + "secret:" + state.get("name") + "-AbCdEf");
    }
    if (args.type.endsWith(":Alias") && service.equals("lambda")) {
      state.put("arn", "arn:aws:lambda:" + PLACE + "Alias/" + name + "/" + state.get("name"));
    }
    state.putAll(madeUp(kind(args.type), name));
    return CompletableFuture.completedFuture(
        ResourceResult.of(Optional.of(name + "-" + kind(args.type)), state));
  }

  private static String kind(String type) {
    return type.substring(type.lastIndexOf(':') + 1);
  }

  private static Map<String, Object> madeUp(String kind, String name) {
    return switch (kind) {
      case "Instance" ->
          Map.of(
              "privateIp", "10.20.100." + number(name),
              "publicIp", "203.0.113." + number(name),
              "address", name + ".rds.example.com");
      case "ReplicationGroup" -> Map.of("primaryEndpointAddress", name + ".cache.example.com");
      case "Api" ->
          Map.of(
              "apiEndpoint",
              "https://abc123.execute-api.eu-central-1.amazonaws.com",
              "executionArn",
              "arn:aws:execute-api:" + PLACE + "abc123");
      case "Function" -> Map.of("version", "7");
      case "Alias" -> Map.of("invokeArn", "arn:aws:apigateway:invoke:" + name + ":live");
      case "Key" -> Map.of("keyId", "1234abcd");
      case "Queue" -> Map.of("url", "https://sqs.example.com/" + name);
      case "LoadBalancer" ->
          Map.of("dnsName", "edge.elb.example.com", "zoneId", "ZELB", "arnSuffix", "app/edge/1");
      case "Distribution" -> Map.of("domainName", "d1.cloudfront.net", "hostedZoneId", "ZCF");
      case "Certificate" ->
          Map.of(
              "domainValidationOptions",
              List.of(
                  Map.of(
                      "resourceRecordName", "_proof.links.example.com",
                      "resourceRecordType", "CNAME",
                      "resourceRecordValue", "_proof.acm.example.com")));
      case "CertificateValidation" ->
          Map.of("certificateArn", "arn:aws:acm:" + PLACE + "certificate/1");
      case "Record" -> Map.of("fqdn", name + ".links.example.com");
      case "DomainName" ->
          Map.of(
              "domainNameConfiguration",
              Map.of(
                  "certificateArn", "arn:aws:acm:" + PLACE + "certificate/1",
                  "endpointType", "REGIONAL",
                  "securityPolicy", "TLS_1_2",
                  "targetDomainName", "d-1.execute-api.example.com",
                  "hostedZoneId", "ZAPI"));
      default -> Map.of();
    };
  }

  /** The same in each run, whatever comes first. */
  private static int number(String name) {
    return 10 + Math.floorMod(name.hashCode(), 240);
  }

  @Override
  public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
    return CompletableFuture.completedFuture(
        switch (args.token) {
          case "aws:index/getCallerIdentity:getCallerIdentity" ->
              Map.of("accountId", ACCOUNT, "arn", "arn", "id", "id", "userId", "user");
          case "aws:index/getAvailabilityZones:getAvailabilityZones" ->
              Map.of(
                  "names",
                  List.of("eu-central-1a", "eu-central-1b", "eu-central-1c"),
                  "groupNames",
                  List.of(),
                  "id",
                  "id",
                  "zoneIds",
                  List.of());
          case "aws:ssm/getParameter:getParameter" ->
              Map.of(
                  "arn",
                  "arn",
                  "id",
                  "id",
                  "insecureValue",
                  "",
                  "name",
                  "name",
                  "type",
                  "String",
                  "value",
                  "ami-0123456789abcdef0",
                  "version",
                  1.0);
          default -> throw new IllegalStateException("The program asked for " + args.token);
        });
  }
}
