package dev.linnet.pulumi;

import com.pulumi.resources.Resource;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import com.pulumi.test.TestResult;
import com.pulumi.test.internal.MockMonitor;
import com.pulumi.test.internal.PulumiTestInternal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;

/** Runs the program with nobody at the other end, and notes what it declares. */
final class Recording extends MockMonitor {
  private final List<Declared> declared;

  private Recording(Cloud cloud, List<Declared> declared) {
    super(cloud, PulumiTestInternal.mockLog());
    this.declared = declared;
  }

  /** One at a time: Pulumi's deployment is one for the process. */
  static synchronized Graph of(Map<String, String> config) {
    List<Declared> declared = Collections.synchronizedList(new ArrayList<>());
    AtomicReference<StackSettings> settings = new AtomicReference<>();
    try {
      TestResult result =
          test(config, declared)
              .runTest(
                  context -> {
                    settings.set(StackSettings.from(context.config()));
                    LinnetStack.declare(context);
                  })
              .throwOnError();
      Map<String, Object> outputs = new HashMap<>();
      result
          .outputs()
          .forEach((name, output) -> outputs.put(name, PulumiTest.extractValue(output)));
      return new Graph(settings.get(), List.copyOf(declared), outputs);
    } finally {
      PulumiTest.cleanup();
    }
  }

  /** Reads the settings alone; what is wrong with them is thrown as an error of the program. */
  static synchronized StackSettings settingsOf(Map<String, String> config) {
    AtomicReference<StackSettings> settings = new AtomicReference<>();
    AtomicReference<RuntimeException> fault = new AtomicReference<>();
    List<Declared> declared = Collections.synchronizedList(new ArrayList<>());
    try {
      test(config, declared)
          .runTest(
              context -> {
                try {
                  settings.set(StackSettings.from(context.config()));
                } catch (IllegalArgumentException e) {
                  fault.set(e);
                }
              });
    } finally {
      PulumiTest.cleanup();
    }
    if (fault.get() != null) {
      throw fault.get();
    }
    return settings.get();
  }

  private static PulumiTestInternal test(Map<String, String> config, List<Declared> declared) {
    Cloud cloud = new Cloud();
    Map<String, String> full =
        config.entrySet().stream()
            .collect(Collectors.toMap(e -> "linnet:" + e.getKey(), Map.Entry::getValue));
    Set<String> secrets =
        full.keySet().stream()
            .filter(name -> full.get(name).startsWith(Variant.PLANTED_SECRET))
            .collect(Collectors.toSet());
    return PulumiTestInternal.builder()
        .mocks(cloud)
        .options(TestOptions.builder().projectName("linnet").stackName("test").build())
        .config(full, secrets)
        .monitorDecorator(monitor -> new Recording(cloud, declared))
        .build();
  }

  @Override
  public CompletableFuture<RegisterResourceResponse> registerResourceAsync(
      Resource resource, RegisterResourceRequest request) {
    if (!request.getType().equals("pulumi:pulumi:Stack")) {
      declared.add(noted(request));
    }
    return super.registerResourceAsync(resource, request);
  }

  private static Declared noted(RegisterResourceRequest request) {
    var inputs = request.getObject().getFieldsMap();
    Set<String> secret =
        inputs.keySet().stream()
            .filter(name -> Plain.isSecret(inputs.get(name)))
            .collect(Collectors.toUnmodifiableSet());
    return new Declared(
        request.getType(),
        request.getName(),
        request.getParent(),
        Plain.map(request.getObject()),
        secret,
        request.getProtect(),
        List.copyOf(request.getDependenciesList()),
        request.getProvider(),
        request.getVersion());
  }
}
