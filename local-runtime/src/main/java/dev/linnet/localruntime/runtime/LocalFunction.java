package dev.linnet.localruntime.runtime;

import dev.linnet.topology.LambdaFunction;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** A function that can be called, wherever it runs. Thread-safe. */
public interface LocalFunction extends AutoCloseable {
  /**
   * Loads a function into this process and starts it.
   *
   * @param work a folder of this process: zips are unpacked there, settings written
   * @throws FunctionFault where the zip cannot be read or the function refuses to start
   */
  static LocalFunction start(
      LambdaFunction function,
      Path zip,
      Path work,
      Map<String, String> settings,
      ScheduledThreadPoolExecutor timers) {
    return InProcessFunction.start(function, zip, work, settings, timers);
  }

  LambdaFunction description();

  default String name() {
    return description().name();
  }

  /** Calls the function and waits for it. */
  Invocation call(byte[] event);

  /** The same, with all that Lambda's Invoke tells of it. */
  Outcome invoke(Call call);

  /** How many calls run now. */
  int busy();

  /** Lets the function give back what it holds, such as claimed keys. */
  @Override
  void close();
}
