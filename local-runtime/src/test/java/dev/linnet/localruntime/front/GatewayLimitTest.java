package dev.linnet.localruntime.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.localruntime.runtime.Invocation;
import dev.linnet.localruntime.runtime.LocalFunction;
import dev.linnet.localruntime.runtime.TestFunctions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayLimitTest {
  private final CountDownLatch go = new CountDownLatch(1);

  @TempDir Path folder;

  private TestFunctions tests;

  @BeforeEach
  void start() {
    tests = TestFunctions.in(folder);
  }

  @AfterEach
  void stop() {
    go.countDown();
    tests.close();
  }

  @Test
  void a_gateway_does_not_wait_longer_than_it_may() {
    LocalFunction slow = tests.start("slow", event -> waiting());

    assertThat(new GatewayLimit(Duration.ofMillis(20)).call(slow, new byte[0])).isEmpty();
  }

  @Test
  void what_comes_in_time_is_passed_on() {
    LocalFunction quick = tests.start("quick", event -> "1");

    for (Duration limit : new Duration[] {Duration.ofSeconds(19), Duration.ofSeconds(21)}) {
      assertThat(new GatewayLimit(limit).call(quick, new byte[0]))
          .get()
          .isInstanceOf(Invocation.Answered.class);
    }
  }

  private String waiting() {
    try {
      go.await();
      return "1";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
