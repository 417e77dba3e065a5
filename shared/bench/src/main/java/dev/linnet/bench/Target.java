package dev.linnet.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;

/**
 * What is measured against a service.
 *
 * @param processes that of the service, and those behind it that count too
 * @param requests the bytes of request number 0, 1, 2, ...
 * @param status anything else is an error
 */
record Target(
    String name, List<MeasuredProcess> processes, LongFunction<byte[]> requests, int status) {
  Target(String name, MeasuredProcess service, LongFunction<byte[]> requests, int status) {
    this(name, List.of(service), requests, status);
  }

  URI address() {
    return processes.getFirst().address();
  }

  Duration processorTime() {
    return processes.stream()
        .map(MeasuredProcess::processorTime)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** In megabytes. */
  long memory() throws IOException {
    long all = 0;
    for (MeasuredProcess process : processes) {
      all += process.memory();
    }
    return all;
  }
}
