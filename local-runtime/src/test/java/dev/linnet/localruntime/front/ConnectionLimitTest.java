package dev.linnet.localruntime.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.linnet.localruntime.runtime.LocalFunction;
import dev.linnet.localruntime.runtime.TestFunctions;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConnectionLimitTest {
  private static final int CONNECTIONS = 4;
  private static final int ROUNDS = 50;

  private static final String ANSWER = "7";
  private static final String REQUEST =
      "GET /slow HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

  private final CompletableFuture<String> reply = new CompletableFuture<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  @TempDir Path folder;

  private TestFunctions tests;
  private TestFront front;

  @BeforeEach
  void start() {
    tests = TestFunctions.in(folder);
    LocalFunction slow = tests.start("slow", _ -> answer());
    front = new TestFront(CONNECTIONS, slow);
  }

  @AfterEach
  void stop() {
    reply.complete(ANSWER);
    front.close();
    tests.close();
  }

  @Test
  void no_more_than_the_limit_are_served_at_once_and_afterwards_everybody_is() throws IOException {
    List<Socket> clients = askAll(10 * CONNECTIONS);
    await().until(() -> running.get() == CONNECTIONS);

    reply.complete(ANSWER);

    assertThat(answered(clients)).isEqualTo(10 * CONNECTIONS);
    assertThat(most.get()).isEqualTo(CONNECTIONS);
  }

  @Test
  void a_connection_that_does_nothing_makes_room() throws IOException {
    reply.complete(ANSWER);
    List<Socket> idle = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      idle.add(front.connect());
    }

    assertThat(answered(askAll(1))).isOne();

    for (Socket each : idle) {
      each.close();
    }
  }

  @Test
  void many_more_clients_than_places_come_and_go_and_each_is_answered() throws Exception {
    reply.complete(ANSWER);
    List<Future<Long>> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10 * CONNECTIONS; i++) {
        clients.add(threads.submit(() -> answered(ROUNDS)));
      }
    }

    for (Future<Long> client : clients) {
      assertThat(client.get()).isEqualTo(ROUNDS);
    }
    assertThat(most.get()).isLessThanOrEqualTo(CONNECTIONS);
  }

  @Test
  void who_comes_has_a_turn_though_all_places_are_kept_busy() throws Exception {
    reply.complete(ANSWER);
    AtomicBoolean enough = new AtomicBoolean();
    List<Future<Integer>> busy = new ArrayList<>();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        busy.add(threads.submit(() -> answersUntil(enough)));
      }
      await().until(() -> most.get() > 0);

      assertThat(answered(ROUNDS)).isEqualTo(ROUNDS);
    } finally {
      enough.set(true);
    }
    threads.close();
    for (Future<Integer> each : busy) {
      assertThat(each.get()).isPositive();
    }
  }

  @Test
  void who_waits_for_an_answer_keeps_the_connection_while_others_wait_for_a_place()
      throws IOException {
    List<Socket> clients = askAll(CONNECTIONS - 1);
    await().until(() -> running.get() == CONNECTIONS - 1);
    try (Socket idle = front.connect()) {
      clients.addAll(askAll(1));
      assertThat(read(idle)).isEmpty(); // ended, while the others are as silent
    }

    reply.complete(ANSWER);

    assertThat(answered(clients)).isEqualTo(CONNECTIONS);
  }

  @Test
  void a_stop_with_all_places_taken_answers_them_and_ends() throws Exception {
    List<Socket> clients = askAll(CONNECTIONS);
    await().until(() -> running.get() == CONNECTIONS);

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(front::close);
    reply.complete(ANSWER);

    assertThat(answered(clients)).isEqualTo(CONNECTIONS);
    stopped.get(15, TimeUnit.SECONDS); // sooner than what gives up
  }

  /** Keeps its connection for as long as it may, and never pauses. */
  private int answersUntil(AtomicBoolean enough) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.port() + "/slow")).build();
    int answers = 0;
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      while (!enough.get()) {
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        answers++;
      }
    }
    return answers;
  }

  private long answered(int rounds) throws IOException {
    long answered = 0;
    for (int i = 0; i < rounds; i++) {
      answered += answered(askAll(1));
    }
    return answered;
  }

  private String answer() {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    try {
      return reply.join();
    } finally {
      running.decrementAndGet();
    }
  }

  private List<Socket> askAll(int count) throws IOException {
    List<Socket> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Socket client = front.connect();
      clients.add(client);
      client.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
    }
    return clients;
  }

  /** How many are; none waits for ever. */
  private static long answered(List<Socket> clients) throws IOException {
    long answered = 0;
    for (Socket each : clients) {
      try (each) {
        answered += read(each).startsWith("HTTP/1.1 200 ") ? 1 : 0;
      }
    }
    return answered;
  }

  private static String read(Socket client) throws IOException {
    return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
