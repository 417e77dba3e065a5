package dev.linnet.localruntime;

import dev.linnet.config.Env;
import dev.linnet.localruntime.runtime.LambdaHost;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How functions run, each its own way.
 *
 * @param runs by the function's name
 */
record FunctionModes(Map<String, Run> runs) {
  private static final String MODE = "FUNCTION_MODE";
  private static final String RUNTIME_API = "runtime-api";
  private static final String IN_PROCESS = "in-process";
  private static final String SHARE = "share";
  private static final String ALL = "all";
  private static final Run DEFAULT = new Run(false, LambdaHost.Limits.DEFAULT);

  FunctionModes {
    runs = Map.copyOf(runs);
  }

  /**
   * How one function runs.
   *
   * @param ownProcesses whether it has processes of its own, as on Lambda; else it runs in this one
   * @param limits of those processes
   */
  record Run(boolean ownProcesses, LambdaHost.Limits limits) {}

  /** Reads the settings: of all functions, and over them those of each. */
  static FunctionModes from(Env environment, List<String> functions) {
    return environment.read(
        env -> {
          Run all = run(env, "", DEFAULT);
          Map<String, Run> runs = new HashMap<>();
          functions.forEach(
              name -> runs.put(name, run(env, "_" + name.toUpperCase(Locale.ROOT), all)));
          return new FunctionModes(runs);
        });
  }

  private static Run run(Env env, String suffix, Run otherwise) {
    LambdaHost.Limits limits = otherwise.limits();
    return new Run(
        ownProcesses(env, MODE + suffix, otherwise.ownProcesses()),
        new LambdaHost.Limits(
            env.integer("FUNCTION_ENVIRONMENTS" + suffix, limits.environments(), 1, 1_000),
            env.duration(
                "FUNCTION_IDLE" + suffix,
                limits.idle(),
                Duration.ofMillis(100),
                Duration.ofDays(1)),
            env.duration(
                "FUNCTION_INIT" + suffix,
                limits.start(),
                Duration.ofSeconds(1),
                Duration.ofMinutes(15)),
            processorShare(env, "FUNCTION_PROCESSOR" + suffix, limits.processorShare())));
  }

  private static boolean processorShare(Env env, String name, boolean otherwise) {
    String share = env.text(name, otherwise ? SHARE : ALL);
    if (!share.equals(SHARE) && !share.equals(ALL)) {
      env.refuse(name, SHARE + " or " + ALL);
    }
    return share.equals(SHARE);
  }

  private static boolean ownProcesses(Env env, String name, boolean otherwise) {
    String mode = env.text(name, otherwise ? RUNTIME_API : IN_PROCESS);
    if (!mode.equals(RUNTIME_API) && !mode.equals(IN_PROCESS)) {
      env.refuse(name, IN_PROCESS + " or " + RUNTIME_API);
    }
    return mode.equals(RUNTIME_API);
  }

  Run of(String function) {
    return runs.getOrDefault(function, DEFAULT);
  }

  boolean haveProcesses() {
    return runs.values().stream().anyMatch(Run::ownProcesses);
  }
}
