package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.linnet.otlp.OtlpReceiver;
import dev.linnet.otlp.ReceivedSpan;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Looks for spans among those that have arrived, and waits for them. */
record Traces(OtlpReceiver receiver) {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Of whose trace a reply tells. */
  static String idIn(HttpResponse<?> reply) {
    return reply.headers().firstValue("traceparent").orElseThrow().substring(3, 35);
  }

  List<ReceivedSpan> of(String trace) {
    return receiver.spans().stream().filter(span -> span.trace().equals(trace)).toList();
  }

  ReceivedSpan span(String trace, Predicate<ReceivedSpan> wanted) {
    return await("of " + trace)
        .atMost(LIMIT)
        .until(() -> of(trace).stream().filter(wanted).toList(), found -> !found.isEmpty())
        .getFirst();
  }

  ReceivedSpan named(String trace, String name) {
    return span(trace, span -> span.name().equals(name));
  }

  ReceivedSpan childOf(ReceivedSpan parent, String name) {
    return span(
        parent.trace(), span -> span.name().equals(name) && span.parent().equals(parent.id()));
  }

  /** A first try may have run into its time limit on a busy machine; one has gone well. */
  void assertBackend(ReceivedSpan parent, String name, String system, String operation) {
    ReceivedSpan call =
        span(
            parent.trace(),
            span ->
                span.name().equals(name) && span.parent().equals(parent.id()) && !span.failed());
    assertThat(call.kind()).isEqualTo("CLIENT");
    assertThat(call.attributes())
        .containsEntry("db.system.name", system)
        .containsEntry("db.operation.name", operation);
  }

  /** Each span's parent is another one, or the caller. */
  void assertConnected(String trace, String caller) {
    Set<String> ids = new HashSet<>(Set.of(caller));
    of(trace).forEach(span -> ids.add(span.id()));
    assertThat(of(trace)).extracting(ReceivedSpan::parent).isSubsetOf(ids);
  }
}
