package dev.linnet.localruntime.runtime;

import dev.linnet.embedded.Folders;
import dev.linnet.topology.LambdaFunction;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs functions as Lambda does: in processes of their own that speak its Runtime API. */
public final class LambdaHost implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LambdaHost.class);
  private static final String TEMPORARY = "environment-";
  private static final int KEY_BYTES = 16;

  private final RuntimeApi api;
  private final RuntimeClient client;
  private final Path work;
  private final ScheduledThreadPoolExecutor timers;
  private final SecureRandom random = new SecureRandom();

  /**
   * What a function's environments may take.
   *
   * @param environments at once; a call that would need one more is throttled
   * @param idle an environment that has not been called for so long ends
   * @param processorShare whether one has processor time in proportion to its memory, as on Lambda
   * @param start how long a function may take to start; then it is started again, within the call
   */
  public record Limits(int environments, Duration idle, Duration start, boolean processorShare) {
    /** Lambda's own, but for the first. */
    public static final Limits DEFAULT =
        new Limits(10, Duration.ofMinutes(5), Duration.ofSeconds(10), true);

    /** AWS: "At 1,769 MB, a function has the equivalent of one vCPU". */
    private static final double MEGABYTES_OF_A_PROCESSOR = 1_769;

    /** How many an environment may use; zero for as many as it can. */
    double processors(LambdaFunction function) {
      return processorShare ? function.memoryMegabytes() / MEGABYTES_OF_A_PROCESSOR : 0;
    }
  }

  private LambdaHost(RuntimeApi api, RuntimeClient client, Path work) {
    this.api = api;
    this.client = client;
    this.work = work;
    this.timers =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("environments").daemon().factory());
    timers.setRemoveOnCancelPolicy(true);
  }

  /**
   * Opens the Runtime API.
   *
   * @param work a folder of this process: zips are unpacked there
   */
  public static LambdaHost open(Path work) {
    try {
      RuntimeClient client = RuntimeClient.unpackedTo(work.resolve("runtime"));
      forgetOld(work);
      return new LambdaHost(RuntimeApi.listen(), client, work);
    } catch (IOException e) {
      throw new FunctionFault(
          "Functions cannot have processes of their own here: " + e.getMessage(), e);
    }
  }

  /** Environments whose host was killed, and what they left behind: frozen, they never end. */
  private static void endOld(String option) {
    ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(option))
        .forEach(ProcessHandle::destroyForcibly);
  }

  /** What environments left behind that were killed together with their host. */
  private static void forgetOld(Path work) throws IOException {
    endOld(EnvironmentCommand.temporaryOption(work.resolve(TEMPORARY)));
    try (DirectoryStream<Path> old = Files.newDirectoryStream(work, TEMPORARY + "*")) {
      for (Path folder : old) {
        Folders.delete(folder);
      }
    }
  }

  /**
   * Makes a function ready to be called; its first environment starts with the first call.
   *
   * @throws FunctionFault where the zip cannot be read
   */
  public LocalFunction start(
      LambdaFunction function, Path zip, Map<String, String> settings, Limits limits) {
    try {
      Path task = FunctionZip.unpacked(zip, work.resolve("functions"));
      EnvironmentPool pool =
          new EnvironmentPool(
              () -> launch(function, task, settings, limits), limits.idle(), timers);
      return new ProcessFunction(function, pool, limits);
    } catch (IOException e) {
      throw new FunctionFault("The function " + function.name() + " cannot be read from " + zip, e);
    }
  }

  private Environment launch(
      LambdaFunction function, Path task, Map<String, String> settings, Limits limits)
      throws IOException {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    String key = HexFormat.of().formatHex(bytes);
    Path temporary = Files.createTempDirectory(work, TEMPORARY);
    Conversation conversation = new Conversation(FunctionName.arn(function));
    ProcessBuilder command =
        new ProcessBuilder(EnvironmentCommand.line(function, client, temporary))
            .directory(task.toFile());
    EnvironmentCommand.setVariables(
        command.environment(), function, task, api.address(key), settings);
    api.open(key, conversation);
    return Environment.launch(
        function,
        command,
        conversation,
        limits.processors(function),
        timers,
        () -> forget(key, temporary));
  }

  private void forget(String key, Path temporary) {
    api.forget(key);
    try {
      Folders.delete(temporary);
    } catch (IOException e) {
      LOG.warn("The folder {} could not be deleted.", temporary, e);
    }
  }

  @Override
  public void close() {
    timers.shutdownNow();
    api.close();
  }
}
