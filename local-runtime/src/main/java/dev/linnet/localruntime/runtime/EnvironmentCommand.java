package dev.linnet.localruntime.runtime;

import dev.linnet.topology.LambdaFunction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The process that Lambda's managed Java runtime starts for a function, and what it is told. */
final class EnvironmentCommand {
  private static final String REGION = "us-east-1";

  /** Of this process; a function has no business with them. */
  private static final Set<String> OURS =
      Set.of(
          "OPERATOR_KEY",
          "OPERATOR_KEY_FILE",
          "CLASSPATH",
          "JAVA_TOOL_OPTIONS",
          "JDK_JAVA_OPTIONS");

  private static final int KILO = 1024;

  /** What a heap leaves at least; where 15 % of the memory are more than that, this is enough. */
  private static final int MAX_REST = 243 * KILO;

  private EnvironmentCommand() {}

  /**
   * The command line, as processes have been seen on Lambda. Its archive of classes and its own
   * certificates are left out.
   */
  static List<String> line(LambdaFunction function, RuntimeClient client, Path temporary) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-XX:MaxHeapSize=" + heapKilobytes(function.memoryMegabytes()) + "k");
    line.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-XX:+TieredCompilation",
            "-XX:TieredStopAtLevel=1",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
            "-Djava.net.preferIPv4Stack=true",
            "-XX:+ErrorFileToStderr",
            temporaryOption(temporary),
            client.nativeLibraryOption()));
    line.addAll(List.of("-classpath", client.classPath(), RuntimeClient.MAIN, function.handler()));
    return line;
  }

  static String temporaryOption(Path temporary) {
    return "-Djava.io.tmpdir=" + temporary;
  }

  /** As seen on Lambda: 435 MB of 512, and 3,853 MB of 4,096. */
  static long heapKilobytes(int memoryMegabytes) {
    long memory = (long) memoryMegabytes * KILO;
    return Math.max(Math.ceilDiv(memory * 85, 100), memory - MAX_REST);
  }

  /**
   * Puts the environment variables that Lambda sets, and the settings, over those of this process.
   *
   * @param variables those of this process, which a new one inherits
   * @param api where the Runtime API answers: {@code host:port}
   */
  static void setVariables(
      Map<String, String> variables,
      LambdaFunction function,
      Path task,
      String api,
      Map<String, String> settings) {
    variables.keySet().removeAll(OURS);
    variables.keySet().removeIf(name -> name.startsWith("LINNET_"));
    variables.put("SERVICE_NAME", FunctionName.of(function));
    variables.putAll(settings);
    variables.put("AWS_LAMBDA_RUNTIME_API", api);
    variables.put("_HANDLER", function.handler());
    variables.put("LAMBDA_TASK_ROOT", task.toString());
    variables.put("LAMBDA_RUNTIME_DIR", task.toString());
    variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    variables.put("AWS_LAMBDA_FUNCTION_NAME", FunctionName.of(function));
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + FunctionName.of(function));
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
    variables.put("TZ", ":UTC");
    for (String name : List.of("AWS_REGION", "AWS_DEFAULT_REGION")) {
      variables.putIfAbsent(name, REGION);
    }
    for (String name : List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")) {
      variables.putIfAbsent(name, "local");
    }
  }
}
