package dev.linnet.invoker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.tests.annotations.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackgroundFunctionTest {
  private final List<BackgroundEvent> seen = new ArrayList<>();
  private final LeanInvoker function =
      new LeanInvoker("work", () -> Wiring.of(new BackgroundFunction(this::work))) {};

  private Report work(BackgroundEvent event) {
    seen.add(event);
    return Report.of("done", seen.size()).and("complete", true).and("of", "ä\"\n");
  }

  @AfterEach
  void close() {
    function.close();
  }

  @Test
  void our_own_event_is_read_with_its_detail() throws IOException {
    Samples.call(function, Samples.bytes("eventbridge/key-pool-low"));

    assertThat(seen)
        .containsExactly(
            new BackgroundEvent(
                "9c2f1d7a-3b64-4c0e-8a55-61d0e2f7b8c9",
                "linnet.create",
                "KeyPoolLow",
                Instant.parse("2026-11-24T08:15:31Z"),
                Map.of(
                    "free", "4960",
                    "low_mark", "5000",
                    "environment", "production",
                    "urgent", "true")));
  }

  @ParameterizedTest
  @Event(value = "samples/eventbridge/scheduled.json", type = ScheduledEvent.class)
  void a_schedules_tick_is_what_awss_own_type_says(ScheduledEvent aws) throws IOException {
    Samples.call(function, Samples.bytes("eventbridge/scheduled"));

    BackgroundEvent ours = seen.getFirst();
    assertThat(ours.id()).isEqualTo(aws.getId());
    assertThat(ours.source()).isEqualTo(aws.getSource());
    assertThat(ours.detailType()).isEqualTo(aws.getDetailType());
    assertThat(ours.time()).isEqualTo(Instant.ofEpochMilli(aws.getTime().getMillis()));
    assertThat(ours.detail()).isEmpty();
  }

  /** EventBridge Scheduler sends its detail as text. */
  @Test
  void a_schedulers_tick_has_no_detail() throws IOException {
    Samples.call(function, Samples.bytes("eventbridge/scheduler"));

    assertThat(seen.getFirst().source()).isEqualTo("aws.scheduler");
    assertThat(seen.getFirst().detail()).isEmpty();
  }

  @Test
  void the_report_is_the_reply() throws IOException {
    String reply = Samples.call(function, "{}");

    assertThat(reply).isEqualTo("{\"done\":1,\"complete\":true,\"of\":\"ä\\\"\\n\"}");
  }

  @Test
  void a_report_without_anything_is_an_empty_object() {
    BackgroundFunction silent = new BackgroundFunction(event -> new Report(Map.of()));

    assertThat(silent.answer(stream("{}"))).asString().isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"id\":null,\"source\":{\"a\":[1]},\"detail-type\":[],\"time\":\"soon\",\"detail\":null}",
        "{\"detail\":[1,2],\"time\":1795508130,\"resources\":[{\"id\":\"inner\"}]}"
      })
  void what_an_event_does_not_say_is_empty(String event) throws IOException {
    Samples.call(function, event);

    BackgroundEvent read = seen.getFirst();
    assertThat(read.id()).isEmpty();
    assertThat(read.source()).isEmpty();
    assertThat(read.detailType()).isEmpty();
    assertThat(read.time()).isNull();
    assertThat(read.detail()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "1", "{\"id\":", "{\"id\":\"a\"", "<xml/>"})
  void an_event_that_is_no_json_object_starts_no_work(String event) {
    assertThatThrownBy(() -> Samples.call(function, event))
        .hasStackTraceContaining("IllegalArgumentException: The event is not");
    assertThat(seen).isEmpty();
  }

  @Test
  void an_event_beyond_all_limits_is_refused() {
    BackgroundEventReader reader = new BackgroundEventReader();
    String deep = "{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}";
    String large = "{\"a\":[" + "\"0123456789\",".repeat(200_000) + "1]}";

    assertThatIllegalArgumentException().isThrownBy(() -> reader.read(stream(deep)));
    assertThatIllegalArgumentException().isThrownBy(() -> reader.read(stream(large)));
  }

  @Test
  void a_failure_fails_the_invocation_so_that_it_is_tried_again() {
    try (LeanInvoker failing =
        new LeanInvoker("failing", () -> Wiring.of(new BackgroundFunction(this::fail))) {}) {
      assertThatThrownBy(() -> Samples.call(failing, "{}"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("broken");
    }
  }

  private Report fail(BackgroundEvent event) {
    throw new IllegalStateException("broken");
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
