package dev.linnet.otlp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Takes what exporters send, as a collector does: OpenTelemetry's protobuf over HTTP. It keeps the
 * last of it, and may be told to refuse everything, or to let everybody wait.
 */
public final class OtlpReceiver implements AutoCloseable {
  private static final int MAX_BODY = 16 * 1024 * 1024;

  /** That are kept, of about 3 KB each; and exports of metrics. */
  private static final int MAX_SPANS = 20_000;

  private static final int MAX_EXPORTS = 5_000;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Kept<ReceivedSpan> spans = new Kept<>(MAX_SPANS);
  private final Kept<ResourceMetrics> metrics = new Kept<>(MAX_EXPORTS);
  private final AtomicInteger refused = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Mood mood = Mood.TAKES;

  /** How it meets those who send. */
  public enum Mood {
    TAKES,
    /** Answers 500. */
    REFUSES,
    /** Answers only when it is closed. */
    HANGS
  }

  private OtlpReceiver(HttpServer server) {
    this.server = server;
  }

  /** Listens on loopback; port 0 for any free one. */
  public static OtlpReceiver start(int port) {
    return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /** Listens on any free port of every interface, so that containers reach it. */
  public static OtlpReceiver startForContainers() {
    return start(new InetSocketAddress(0));
  }

  private static OtlpReceiver start(InetSocketAddress address) {
    try {
      HttpServer server = HttpServer.create(address, 0);
      OtlpReceiver receiver = new OtlpReceiver(server);
      server.setExecutor(receiver.threads);
      server.createContext("/v1/traces", receiver::traces);
      server.createContext("/v1/metrics", receiver::metrics);
      server.createContext("/metrics", receiver::scraped);
      server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Listens on the port that is the only argument, until the process ends; for scripts. */
  public static void main(String[] arguments) throws InterruptedException {
    OtlpReceiver receiver = start(Integer.parseInt(arguments[0]));
    System.out.println("Receives OTLP at " + receiver.address() + ", tells metrics at /metrics");
    receiver.closed.await();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + port());
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public void become(Mood next) {
    mood = next;
  }

  /** The last ones. */
  public List<ReceivedSpan> spans() {
    return spans.all();
  }

  /** Every metric of the last exports, each with what was known of its sender. */
  public List<ResourceMetrics> metrics() {
    return metrics.all();
  }

  /** The traces that the points of a histogram lead to. */
  public Set<String> exemplars(String metric) {
    return metrics().stream()
        .flatMap(each -> each.getScopeMetricsList().stream())
        .flatMap(scope -> scope.getMetricsList().stream())
        .filter(each -> each.getName().equals(metric))
        .flatMap(each -> each.getHistogram().getDataPointsList().stream())
        .flatMap(point -> point.getExemplarsList().stream())
        .map(exemplar -> ReceivedSpan.hex(exemplar.getTraceId()))
        .collect(Collectors.toSet());
  }

  /**
   * What a counter or histogram has counted over all its senders, as the last export of each tells.
   *
   * @param wanted whether a point with these attributes counts
   */
  public long sum(String service, String metric, Predicate<Map<String, String>> wanted) {
    return Counters.sum(metrics(), service, metric, wanted);
  }

  /** How many spans have come, with those that are no longer kept. */
  public long spanCount() {
    return spans.count();
  }

  /** The names of the metrics that were sent. */
  public List<String> metricNames() {
    return metrics().stream()
        .flatMap(each -> each.getScopeMetricsList().stream())
        .flatMap(scope -> scope.getMetricsList().stream())
        .map(Metric::getName)
        .distinct()
        .sorted()
        .toList();
  }

  public int refused() {
    return refused.get();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void traces(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = body(exchange);
      if (isWelcome(exchange)) {
        ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().forEach(this::keep);
        answer(exchange, ExportTraceServiceResponse.getDefaultInstance().toByteArray());
      }
    }
  }

  private void metrics(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = body(exchange);
      if (isWelcome(exchange)) {
        ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList().forEach(metrics::add);
        answer(exchange, ExportMetricsServiceResponse.getDefaultInstance().toByteArray());
      }
    }
  }

  private void scraped(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] text = PrometheusText.of(metrics()).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
      exchange.sendResponseHeaders(200, text.length == 0 ? -1 : text.length);
      exchange.getResponseBody().write(text);
    }
  }

  private void keep(ResourceSpans sent) {
    sent.getScopeSpansList().stream()
        .flatMap(scope -> scope.getSpansList().stream())
        .map(span -> ReceivedSpan.of(sent.getResource(), span))
        .forEach(spans::add);
  }

  private boolean isWelcome(HttpExchange exchange) throws IOException {
    switch (mood) {
      case TAKES -> {
        return true;
      }
      case REFUSES -> {
        refused.incrementAndGet();
        exchange.sendResponseHeaders(500, -1);
      }
      case HANGS -> {
        refused.incrementAndGet();
        hang();
      }
    }
    return false;
  }

  private void hang() {
    try {
      boolean _ = closed.await(1, TimeUnit.HOURS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    InputStream body = exchange.getRequestBody();
    boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    try (InputStream in = packed ? new GZIPInputStream(body) : body) {
      return in.readNBytes(MAX_BODY);
    }
  }

  private static void answer(HttpExchange exchange, byte[] reply) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(200, reply.length == 0 ? -1 : reply.length);
    if (reply.length > 0) {
      exchange.getResponseBody().write(reply);
    }
  }
}
