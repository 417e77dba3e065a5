package dev.linnet.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** Lambda's Runtime API for one process that is measured: it says when what arrives. */
final class ColdRuntimeApi implements AutoCloseable {
  private static final String NEXT = "/2018-06-01/runtime/invocation/next";
  private static final String TRACE = "Root=1-67ab1c2d-0f1e2d3c4b5a69788796a5b4;Sampled=0";
  private static final long LIMIT_SECONDS = 60;
  private static final int OK = 200;
  private static final int ACCEPTED = 202;

  private final HttpServer server;
  private final byte[] event;
  private final Semaphore asked = new Semaphore(0);
  private final Semaphore go = new Semaphore(0);
  private final SynchronousQueue<String> replies = new SynchronousQueue<>();

  ColdRuntimeApi(byte[] event) throws IOException {
    this.event = event;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Waits until the function has started. */
  void awaitStart() throws InterruptedException {
    if (!asked.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("The function does not start.");
    }
  }

  /** Calls the function once; it must be waiting. */
  String call() throws InterruptedException {
    go.release();
    String reply = replies.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (reply == null || !reply.contains("302")) {
      throw new IllegalStateException("The function answered: " + reply);
    }
    return reply;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] request = exchange.getRequestBody().readAllBytes();
      if (exchange.getRequestURI().getPath().equals(NEXT)) {
        asked.release();
        go.acquire();
        exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", "cold");
        long deadline = System.currentTimeMillis() + TimeUnit.SECONDS.toMillis(LIMIT_SECONDS);
        exchange.getResponseHeaders().add("Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
        exchange.getResponseHeaders().add("Lambda-Runtime-Invoked-Function-Arn", "arn:cold");
        exchange.getResponseHeaders().add("Lambda-Runtime-Trace-Id", TRACE); // else it crashes
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(OK, event.length);
        exchange.getResponseBody().write(event);
      } else {
        exchange.sendResponseHeaders(ACCEPTED, -1);
        replies.put(new String(request, StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
