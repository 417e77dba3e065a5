package dev.linnet.localruntime.work;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that the scheduler is in trouble, once a minute instead of at every poll. */
final class Outage extends AbstractSchedulerListener {
  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final AtomicReference<Instant> said = new AtomicReference<>(Instant.EPOCH);

  Outage(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void onSchedulerEvent(SchedulerEventType type) {
    Instant now = clock.instant();
    Instant last = said.get();
    if (type == SchedulerEventType.UNEXPECTED_ERROR
        && now.isAfter(last.plus(QUIET))
        && said.compareAndSet(last, now)) {
      LOG.warn("Background work waits: its database is not there. It goes on by itself.");
    }
  }
}
