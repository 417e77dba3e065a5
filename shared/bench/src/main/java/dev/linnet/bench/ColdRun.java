package dev.linnet.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Starts a function as Lambda's managed runtime does, and watches it. */
final class ColdRun {
  private static final int WARM_UP = 500;
  private static final int WARM_CALLS = 1_000;
  private static final int TRAINING_CALLS = 20;
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private final Path runtime;
  private final byte[] event;

  /**
   * Runs on this machine.
   *
   * @param runtime a folder with the jars of Lambda's client and its native library
   */
  ColdRun(Path runtime, byte[] event) {
    this.runtime = runtime;
    this.event = event;
  }

  /**
   * What one start cost.
   *
   * @param start until the function asks for its first call
   * @param first from then to its answer
   * @param resident in kilobytes, after the first answer
   * @param warmProcessor processor time of one warm call
   */
  record Sample(
      Duration start,
      Duration startProcessor,
      Duration first,
      Duration firstProcessor,
      Duration warmProcessor,
      long resident) {
    Duration coldProcessor() {
      return startProcessor.plus(firstProcessor);
    }
  }

  Sample measure(ColdVariant variant) throws Exception {
    try (ColdRuntimeApi api = new ColdRuntimeApi(event)) {
      long begin = System.nanoTime();
      Process process = start(variant, api, "-XX:AOTCache=" + variant.cache());
      try {
        api.awaitStart();
        long started = System.nanoTime();
        Duration startProcessor = processor(process);
        api.call();
        long answered = System.nanoTime();
        api.awaitStart();
        Duration firstProcessor = processor(process);
        long resident = resident(process);
        return new Sample(
            Duration.ofNanos(started - begin),
            startProcessor,
            Duration.ofNanos(answered - started),
            firstProcessor.minus(startProcessor),
            warm(api, process),
            resident);
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  private static Duration warm(ColdRuntimeApi api, Process process) throws InterruptedException {
    call(api, WARM_UP);
    Duration before = processor(process);
    call(api, WARM_CALLS);
    return processor(process).minus(before).dividedBy(WARM_CALLS);
  }

  private static void call(ColdRuntimeApi api, int times) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      api.call();
      api.awaitStart();
    }
  }

  /** Writes the variant's cache: what it loads until it has answered a few calls. */
  void train(ColdVariant variant) throws Exception {
    try (ColdRuntimeApi api = new ColdRuntimeApi(event)) {
      Process process = start(variant, api, "-XX:AOTCacheOutput=" + variant.cache());
      try {
        api.awaitStart();
        call(api, TRAINING_CALLS);
        process.destroy();
        process.waitFor();
      } finally {
        process.destroyForcibly();
      }
    }
    if (!Files.exists(variant.cache())) {
      throw new IllegalStateException("There is no cache of " + variant.name());
    }
  }

  private Process start(ColdVariant variant, ColdRuntimeApi api, String cache) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:MaxHeapSize=891290k",
            "-XX:+UseSerialGC",
            "-XX:+TieredCompilation",
            "-XX:TieredStopAtLevel=1",
            cache,
            "-Xlog:disable",
            "-Xlog:all=off",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
            "-Djava.net.preferIPv4Stack=true",
            "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="
                + runtime.resolve("client.so"),
            "-classpath",
            classPath(variant),
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            variant.handler()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(variant.task().toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(variant.task().resolve("errors.log").toFile());
    builder.environment().putAll(variant.settings());
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    builder.environment().put("LAMBDA_TASK_ROOT", variant.task().toString());
    builder.environment().put("_HANDLER", variant.handler());
    builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", "linnet-redirect");
    builder.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
    builder.environment().put("AWS_REGION", "us-east-1");
    return builder.start();
  }

  private String classPath(ColdVariant variant) throws IOException {
    List<Path> jars = new ArrayList<>(jars(runtime));
    if (variant.onClassPath()) {
      jars.addAll(jars(variant.task()));
      jars.addAll(jars(variant.task().resolve("lib")));
    }
    return String.join(File.pathSeparator, jars.stream().map(Path::toString).toList());
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static Duration processor(Process process) {
    return process.info().totalCpuDuration().orElseThrow();
  }

  private static long resident(Process process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    Matcher matcher = RESIDENT.matcher(Files.readString(status));
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }
}
