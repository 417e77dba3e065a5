package dev.linnet.events;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.linnet.links.PoolAlarm;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClientBuilder;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/**
 * Sends the event {@code KeyPoolLow}, every five seconds at most: the pool stays low for as long as
 * the refill takes. It is sent before the method returns, because Lambda freezes an environment as
 * soon as it has answered; the client, which costs half a second of both processors, is made by the
 * first event there. On hosts it is made before, on a thread of its own, once the start is over.
 * Whatever goes wrong is logged, and the schedule refills the pool a little later.
 */
public final class EventBridgePoolAlarm implements PoolAlarm, AutoCloseable {
  static final String SOURCE = "linnet.create";
  static final String DETAIL_TYPE = "KeyPoolLow";

  private static final Logger LOG = LoggerFactory.getLogger(EventBridgePoolAlarm.class);
  private static final Duration QUIET = Duration.ofSeconds(5);
  private static final Duration START = Duration.ofSeconds(10);
  private static final Duration CALL_LIMIT = Duration.ofSeconds(1);
  private static final Duration ATTEMPT_LIMIT = Duration.ofMillis(800);

  private final EventsConfig config;
  private final InstantSource clock;
  private final BiConsumer<String, Consumer<Map<String, String>>> around;
  private final AtomicReference<Instant> lastSent = new AtomicReference<>(Instant.MIN);
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable EventBridgeClient client; // guarded by the lock
  private boolean closed; // guarded by the lock

  public EventBridgePoolAlarm(EventsConfig config, InstantSource clock) {
    this(config, clock, (_, send) -> send.accept(Map.of()));
  }

  /**
   * An alarm.
   *
   * @param around is given the event's type and what sends it, with fields for its detail in plain
   *     ASCII; it calls that once, and may throw what that throws
   */
  public EventBridgePoolAlarm(
      EventsConfig config,
      InstantSource clock,
      BiConsumer<String, Consumer<Map<String, String>>> around) {
    this(config, clock, around, START);
  }

  EventBridgePoolAlarm(
      EventsConfig config,
      InstantSource clock,
      BiConsumer<String, Consumer<Map<String, String>>> around,
      Duration start) {
    this.config = config;
    this.clock = clock;
    this.around = around;
    if (config.endpoint() != null) {
      CompletableFuture.delayedExecutor(start.toMillis(), MILLISECONDS, inBackground())
          .execute(this::prepare);
    }
  }

  /** A platform's thread: loading hundreds of classes would keep the carrier of a virtual one. */
  private static Executor inBackground() {
    return task -> Thread.ofPlatform().daemon().name("eventbridge-client").start(task);
  }

  private void prepare() {
    lock.lock();
    try {
      if (!closed) {
        client();
      }
    } finally {
      lock.unlock();
    }
  }

  boolean isPrepared() {
    lock.lock();
    try {
      return client != null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void keyPoolLow() {
    Instant now = clock.instant();
    Instant last = lastSent.get();
    boolean due = last.equals(Instant.MIN) || !now.isBefore(last.plus(QUIET));
    if (due && lastSent.compareAndSet(last, now)) {
      send();
    }
  }

  private void send() {
    try {
      around.accept(DETAIL_TYPE, this::put);
    } catch (RuntimeException e) { // not the SDK's only: an alarm never throws
      LOG.warn("The event {} could not be sent: {}", DETAIL_TYPE, e.getMessage());
    }
  }

  private void put(Map<String, String> fields) {
    PutEventsResponse response = client().putEvents(request -> request.entries(event(fields)));
    Integer failed = response.failedEntryCount(); // null where the bus does not say
    if (failed != null && failed > 0) {
      throw new IllegalStateException("EventBridge refused it: " + response.entries());
    }
  }

  private PutEventsRequestEntry event(Map<String, String> fields) {
    return PutEventsRequestEntry.builder()
        .eventBusName(config.bus())
        .source(SOURCE)
        .detailType(DETAIL_TYPE)
        .detail(json(fields))
        .build();
  }

  private static String json(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> "\"%s\":\"%s\"".formatted(field.getKey(), field.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private EventBridgeClient client() {
    lock.lock();
    try {
      EventBridgeClient made = client;
      if (made == null) {
        made = newClient();
        client = made;
      }
      return made;
    } finally {
      lock.unlock();
    }
  }

  private EventBridgeClient newClient() {
    EventBridgeClientBuilder builder =
        EventBridgeClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(
                limits -> limits.apiCallTimeout(CALL_LIMIT).apiCallAttemptTimeout(ATTEMPT_LIMIT));
    URI endpoint = config.endpoint();
    if (endpoint != null) {
      builder
          .endpointOverride(endpoint)
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }
    return builder.build();
  }

  /** Forgets the client, as before a checkpoint; the next event makes another one. */
  public void disconnect() {
    lock.lock();
    try {
      if (client != null) {
        client.close();
        client = null;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      disconnect();
    } finally {
      lock.unlock();
    }
  }
}
