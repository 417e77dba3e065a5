package dev.linnet.telemetry;

import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what the collector did not take, and says so once, and once when it is over. What found
 * the queue full was never sent; {@link QueueDrops} tells of that.
 */
final class Losses {
  private static final Logger LOG = LoggerFactory.getLogger(Losses.class);

  private final URI collector;
  private final LongAdder spans = new LongAdder();
  private final LongAdder metrics = new LongAdder();
  private final AtomicBoolean losing = new AtomicBoolean();
  private volatile boolean muted;

  Losses(URI collector) {
    this.collector = collector;
  }

  /** From now on nothing is sent: what is told while a snapshot is prepared is made up. */
  void mute() {
    muted = true;
  }

  boolean areMuted() {
    return muted;
  }

  void spansLost(int count) {
    spans.add(count);
    lost();
  }

  void metricsLost(int count) {
    metrics.add(count);
    lost();
  }

  void taken() {
    if (losing.get() && losing.compareAndSet(true, false)) {
      LOG.info(
          "The collector {} takes telemetry again; {} spans that were sent are lost, beside those"
              + " that found the queue full.",
          collector,
          spans());
    }
  }

  private void lost() {
    if (losing.compareAndSet(false, true)) {
      LOG.warn(
          "The collector {} does not take telemetry; it is dropped until it does. Requests are not"
              + " concerned. (TRACING_ENABLED=false switches it off.)",
          collector);
    }
  }

  long spans() {
    return spans.sum();
  }

  long metrics() {
    return metrics.sum();
  }
}
