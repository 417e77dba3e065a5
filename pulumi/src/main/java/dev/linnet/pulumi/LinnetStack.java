package dev.linnet.pulumi;

import com.pulumi.Context;
import com.pulumi.aws.AwsFunctions;
import com.pulumi.aws.Provider;
import com.pulumi.aws.ProviderArgs;
import com.pulumi.aws.inputs.GetCallerIdentityArgs;
import com.pulumi.aws.inputs.ProviderDefaultTagsArgs;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.CustomResourceOptions;
import java.util.Map;

/** Declares all of Linnet on AWS, and tells where it is. */
final class LinnetStack {
  /** The provider's plug-in; the SDK is older, and its plug-in would refuse java25. */
  static final String PLUGIN = "7.55.0";

  private final Context context;
  private final StackSettings settings;
  private final Provider provider;
  private final Output<String> account;
  private final Encryption encryption;
  private final Network network;
  private final Firewall firewall;
  private final Secrets secrets;
  private final Inventory inventory;
  private final Alarms alarms;

  private LinnetStack(Context context) {
    this.context = context;
    settings = StackSettings.from(context.config());
    provider = provider(settings, settings.region());
    account =
        AwsFunctions.getCallerIdentity(
                GetCallerIdentityArgs.builder().build(),
                InvokeOptions.builder().provider(provider).build())
            .applyValue(identity -> identity.accountId());
    encryption = new Encryption(settings, provider, account);
    network = new Network(settings, provider, encryption, account);
    firewall = new Firewall(settings, provider, network);
    secrets = new Secrets(settings, provider, encryption, context.config());
    inventory = new Inventory(settings);
    alarms = new Alarms(settings, provider, encryption);
  }

  static void declare(Context context) {
    new LinnetStack(context).declare();
  }

  private void declare() {
    DataServers servers = data();
    secrets.complete(servers.mongoUri());
    Output<String> baseUrl =
        switch (settings.compute()) {
          case LAMBDA -> lambda(servers);
          case HOSTS -> hosts();
        };
    observe();
    new Overview(settings, provider);
    context.export("url", baseUrl);
    exportHosts(baseUrl);
  }

  private DataServers data() {
    return switch (settings.data()) {
      case HOSTS -> {
        DataHosts hosts = new DataHosts(settings, provider, network, firewall, encryption, secrets);
        hosts.hosts.forEach(this::know);
        yield hosts.servers;
      }
      case MANAGED ->
          new ManagedData(settings, provider, network, firewall, encryption, secrets).servers;
    };
  }

  private Output<String> lambda(DataServers servers) {
    Front front = front();
    Bus bus = new Bus(settings, provider, encryption);
    FunctionSettings variables =
        new FunctionSettings(settings, front.baseUrl(), servers, bus.name, secrets);
    Functions functions =
        new Functions(
            settings,
            provider,
            new FunctionSurroundings(
                network, firewall.group("lambda"), encryption.arn, secrets, bus.arn, variables));
    front.serve(functions);
    alarms.watch(new BackgroundWork(settings, provider, functions, bus, account));
    alarms.watchKeyPool(bus);
    functions.all().forEach(alarms::watch);
    return front.baseUrl();
  }

  private Front front() {
    return switch (settings.edge()) {
      case HTTP_API -> {
        HttpApi api = new HttpApi(settings, provider, encryption);
        alarms.watch(api);
        yield settings.cdn() ? new Cdn(settings, provider(settings, Cdn.REGION), api) : api;
      }
      case ALB -> balancer();
    };
  }

  private Output<String> hosts() {
    LoadBalancing balancer = balancer();
    AppHosts hosts = new AppHosts(settings, provider, network, firewall, encryption);
    balancer.serve(hosts);
    hosts.app.forEach(this::know);
    return balancer.baseUrl();
  }

  private void observe() {
    if (settings.observability()) {
      know(
          ObservabilityHost.NAME,
          new ObservabilityHost(settings, provider, network, firewall, encryption).host);
    }
  }

  private LoadBalancing balancer() {
    LoadBalancing balancer = new LoadBalancing(settings, provider, network, firewall, account);
    alarms.watch(balancer);
    return balancer;
  }

  private void know(String name, Host host) {
    inventory.add(name, host);
    alarms.watch(name, host);
  }

  /** Where there is no host, there is neither bastion nor inventory. */
  private void exportHosts(Output<String> baseUrl) {
    if (settings.hasHosts()) {
      Bastion bastion = new Bastion(settings, provider, network, firewall, encryption.arn);
      context.export("bastion", bastion.command);
      context.export(InventoryFiles.HOSTS, inventory.hosts());
      context.export(
          InventoryFiles.VARIABLES, inventory.variables(baseUrl, network, bastion, secrets));
    }
  }

  private static Provider provider(StackSettings settings, String region) {
    Map<String, String> tags =
        Map.of(
            "service", "linnet",
            "environment", settings.environment(),
            "managed-by", "pulumi");
    return new Provider(
        "aws-" + region,
        ProviderArgs.builder()
            .region(region)
            .defaultTags(ProviderDefaultTagsArgs.builder().tags(tags).build())
            .build(),
        CustomResourceOptions.builder().version(PLUGIN).build());
  }
}
