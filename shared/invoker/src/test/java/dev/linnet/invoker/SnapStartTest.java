package dev.linnet.invoker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.crac.CheckpointException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The snapshot as Lambda's own runtime client takes it, reached through org.crac. */
@Timeout(30)
class SnapStartTest {
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private LeanInvoker function;

  @AfterEach
  void close() {
    function.close();
  }

  @Test
  void before_the_snapshot_the_rehearsal_is_played_and_then_all_is_suspended_in_reverse()
      throws Exception {
    start(
        wiring("real")
            .primedWith(2, logging("rehearsal"), List.of(bytes("a"), bytes("b")))
            .suspending(suspendable("first"), suspendable("second")));

    Checkpoint.take();

    assertThat(log)
        .containsExactly(
            "rehearsal a",
            "rehearsal b",
            "rehearsal a",
            "rehearsal b",
            "suspend second",
            "suspend first");
  }

  @Test
  void in_the_copy_all_is_resumed_in_order_and_the_real_function_answers() throws Exception {
    start(
        wiring("real")
            .primedWith(1, logging("rehearsal"), List.of())
            .suspending(suspendable("first"), suspendable("second")));
    Checkpoint.take();
    log.clear();

    Checkpoint.restore();
    Samples.call(function, "c");

    assertThat(log).containsExactly("resume first", "resume second", "real c");
  }

  @Test
  void a_function_without_a_rehearsal_is_suspended_only() throws Exception {
    start(wiring("real").suspending(suspendable("only")));

    Checkpoint.take();
    Checkpoint.restore();

    assertThat(log).containsExactly("suspend only", "resume only");
  }

  @Test
  void what_cannot_be_suspended_stops_the_snapshot() {
    AtomicBoolean stuck = new AtomicBoolean(true);
    start(
        wiring("real")
            .suspending(
                () -> {
                  if (stuck.get()) {
                    throw new IOException("stuck");
                  }
                }));

    assertThatThrownBy(Checkpoint::take)
        .isInstanceOfSatisfying(
            CheckpointException.class,
            e -> assertThat(e.getSuppressed()).anyMatch(SnapStartTest::isStuck));
    stuck.set(false);
  }

  @Test
  void the_hooks_live_as_long_as_their_function() throws Exception {
    start(wiring("real").suspending(suspendable("kept")));

    System.gc(); // the runtime client holds them by weak references
    Checkpoint.take();

    assertThat(log).containsExactly("suspend kept");
  }

  private static boolean isStuck(Throwable failure) {
    return failure instanceof IOException && "stuck".equals(failure.getMessage());
  }

  private void start(Wiring wiring) {
    function = new LeanInvoker("snapped", () -> wiring) {};
  }

  private Wiring wiring(String name) {
    return Wiring.of(logging(name));
  }

  private StreamFunction logging(String name) {
    return event -> {
      log.add(name + " " + new String(event.readAllBytes(), StandardCharsets.UTF_8));
      return new byte[0];
    };
  }

  private Suspendable suspendable(String name) {
    return new Suspendable() {
      @Override
      public void suspend() {
        log.add("suspend " + name);
      }

      @Override
      public void resume() {
        log.add("resume " + name);
      }
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
