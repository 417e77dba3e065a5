package dev.linnet.pulumi;

import com.pulumi.asset.FileArchive;
import com.pulumi.aws.Provider;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.lambda.Alias;
import com.pulumi.aws.lambda.AliasArgs;
import com.pulumi.aws.lambda.Function;
import com.pulumi.aws.lambda.FunctionArgs;
import com.pulumi.aws.lambda.FunctionEventInvokeConfig;
import com.pulumi.aws.lambda.FunctionEventInvokeConfigArgs;
import com.pulumi.aws.lambda.Permission;
import com.pulumi.aws.lambda.PermissionArgs;
import com.pulumi.aws.lambda.inputs.FunctionEnvironmentArgs;
import com.pulumi.aws.lambda.inputs.FunctionEventInvokeConfigDestinationConfigArgs;
import com.pulumi.aws.lambda.inputs.FunctionEventInvokeConfigDestinationConfigOnFailureArgs;
import com.pulumi.aws.lambda.inputs.FunctionLoggingConfigArgs;
import com.pulumi.aws.lambda.inputs.FunctionSnapStartArgs;
import com.pulumi.aws.lambda.inputs.FunctionTracingConfigArgs;
import com.pulumi.aws.lambda.inputs.FunctionVpcConfigArgs;
import com.pulumi.aws.sqs.Queue;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.linnet.topology.LambdaFunction;
import dev.linnet.topology.SettingGroup;
import dev.linnet.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One function of the topology: its code, role, logs, alias, and where its failures go. */
final class FunctionPart extends Part {
  /** Every caller calls this alias; it points at the version that was published last. */
  static final String ALIAS = "live";

  /** What {@code mvnw package} leaves, as seen from this folder. */
  static final String ZIPS = "target/functions/";

  private static final String RUNTIME = "java25";
  private static final int RETRIES = 2;
  private static final int MAX_AGE_SECONDS = 6 * 60 * 60;

  final LambdaFunction declared;
  final Output<String> name;
  final Alias alias;
  final Queue deadLetters;

  FunctionPart(
      StackSettings settings,
      Provider provider,
      LambdaFunction declared,
      FunctionSurroundings around) {
    super("Function", "function-" + declared.name(), settings, provider);
    this.declared = declared;
    deadLetters = DeadLetters.declare(this, declared.name() + "-dead-letters");
    LogGroup logs =
        Logs.declare(
            this, declared.name(), "/aws/lambda/linnet-%s-" + declared.name(), around.key());
    ServiceRole role =
        new ServiceRole(this, declared.name(), Output.of(Allow.assumedBy("lambda.amazonaws.com")));
    RolePolicy policy = role.allow(around.policy(declared, logs.arn(), deadLetters.arn()));
    List<Resource> first = new ArrayList<>(around.secrets().versions());
    first.add(policy);
    Function function = function(logs, role, around, first);
    name = function.name();
    alias =
        new Alias(
            declared.name(),
            AliasArgs.builder()
                .name(ALIAS)
                .functionName(function.name())
                .functionVersion(function.version())
                .build(),
            mine());
    declareFailureDestination();
    done(Map.of("alias", alias.arn()));
  }

  /** Lets a service of AWS call this function, on behalf of one source only. */
  void callableBy(String caller, String service, Output<String> sourceArn) {
    new Permission(
        declared.name() + "-by-" + caller,
        PermissionArgs.builder()
            .action("lambda:InvokeFunction")
            .function(name)
            .qualifier(alias.name())
            .principal(service)
            .sourceArn(sourceArn)
            .build(),
        mine());
  }

  private Function function(
      LogGroup logs, ServiceRole role, FunctionSurroundings around, List<Resource> first) {
    FunctionArgs.Builder args =
        FunctionArgs.builder()
            .name(named(declared.name()))
            .description(declared.description())
            .runtime(RUNTIME)
            .architectures("arm64")
            .handler(declared.handler())
            .code(new FileArchive(ZIPS + "linnet-" + declared.name() + ".zip"))
            .role(role.arn)
            .memorySize(declared.memoryMegabytes())
            .timeout((int) declared.timeout().toSeconds())
            .publish(true)
            .kmsKeyArn(around.key())
            .tracingConfig(FunctionTracingConfigArgs.builder().mode("Active").build())
            .loggingConfig(
                FunctionLoggingConfigArgs.builder().logFormat("JSON").logGroup(logs.name()).build())
            .vpcConfig(
                FunctionVpcConfigArgs.builder()
                    .subnetIds(Output.all(around.network().appSubnets))
                    .securityGroupIds(around.securityGroup().applyValue(List::of))
                    .build())
            .environment(
                FunctionEnvironmentArgs.builder()
                    .variables(around.settings().of(declared))
                    .build());
    if (answersHttp()) {
      args.snapStart(FunctionSnapStartArgs.builder().applyOn("PublishedVersions").build());
    }
    int limit = concurrency();
    if (limit > 0) {
      args.reservedConcurrentExecutions(limit);
    }
    return new Function(
        declared.name(),
        args.build(),
        CustomResourceOptions.builder().parent(this).dependsOn(first).build());
  }

  /** Somebody waits for the answer, so the start must be quick; background work has time. */
  private boolean answersHttp() {
    return Topology.linnet().routes().stream()
        .anyMatch(route -> route.function().equals(declared.name()));
  }

  /** How many may run at once, where that protects something; 0: as many as the account may. */
  private int concurrency() {
    if (!answersHttp()) {
      return 1; // one refill at a time, and one cleanup
    }
    return declared.reads(SettingGroup.POSTGRES) ? settings.size().createConcurrency : 0;
  }

  /** Scheduler and EventBridge call asynchronously: what failed after that is Lambda's to keep. */
  private void declareFailureDestination() {
    new FunctionEventInvokeConfig(
        declared.name(),
        FunctionEventInvokeConfigArgs.builder()
            .functionName(name)
            .qualifier(alias.name())
            .maximumRetryAttempts(RETRIES)
            .maximumEventAgeInSeconds(MAX_AGE_SECONDS)
            .destinationConfig(
                FunctionEventInvokeConfigDestinationConfigArgs.builder()
                    .onFailure(
                        FunctionEventInvokeConfigDestinationConfigOnFailureArgs.builder()
                            .destination(deadLetters.arn())
                            .build())
                    .build())
            .build(),
        mine());
  }
}
