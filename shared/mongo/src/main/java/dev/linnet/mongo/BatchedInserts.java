package dev.linnet.mongo;

import com.mongodb.bulk.BulkWriteError;
import dev.linnet.links.Unavailable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.bson.Document;

/**
 * Inserts by many threads at once. A few commands are on their way at a time; who comes then shares
 * the next one. So a lone insert waits for nobody, and under load a command carries many: most of
 * what an insert costs here is the command. Thread-safe; never more wait than threads call.
 */
final class BatchedInserts {
  /** One command for all documents, each on its own account. */
  interface Command {
    /**
     * Gives what the server has against some of them, by their place; throws where all are in
     * doubt.
     */
    Map<Integer, BulkWriteError> insert(List<Document> documents);
  }

  private static final int IN_FLIGHT = 4;

  /** Documents of one command: below a megabyte, and some milliseconds of a small server's time. */
  private static final int LARGEST = 64;

  private final Command command;
  private final int inFlightLimit;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<Entry> waiting = new ArrayDeque<>(); // guarded by the lock
  private int inFlight; // guarded by the lock

  BatchedInserts(Command command) {
    this(command, IN_FLIGHT, MongoConnection.OPERATION_LIMIT);
  }

  /**
   * @param inFlightLimit commands that may be on their way at once
   * @param patience how long an insert waits for its command to begin
   */
  BatchedInserts(Command command, int inFlightLimit, Duration patience) {
    this.command = command;
    this.inFlightLimit = inFlightLimit;
    this.patience = patience;
  }

  /**
   * Gives what the server has against the document, if anything; throws {@link Unavailable} where
   * nobody knows whether it is in, or will stay.
   */
  Optional<BulkWriteError> insert(Document document) {
    Entry entry = new Entry(document);
    Step step = goesAlone(entry) ? new Lead(List.of(entry)) : await(entry);
    return switch (step) {
      case Lead(List<Entry> batch) -> send(batch);
      case Ended(Optional<BulkWriteError> fault) -> fault;
    };
  }

  /** How many wait for a command of theirs to begin. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private boolean goesAlone(Entry entry) {
    lock.lock();
    try {
      if (inFlight < inFlightLimit) {
        inFlight++;
        return true;
      }
      waiting.add(entry);
      return false;
    } finally {
      lock.unlock();
    }
  }

  private Step await(Entry entry) {
    try {
      return entry.step.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return late(entry, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return late(entry, e);
    } catch (ExecutionException e) {
      throw new Unavailable(MongoConnection.BACKEND, e.getCause());
    }
  }

  /**
   * Who still waits goes away; who is on the way must know how it ends, within a command's limit.
   */
  private Step late(Entry entry, Exception why) {
    if (withdraw(entry)) {
      throw new Unavailable(MongoConnection.BACKEND, why);
    }
    try {
      return entry.step.join();
    } catch (CompletionException e) {
      throw new Unavailable(MongoConnection.BACKEND, e.getCause());
    }
  }

  private boolean withdraw(Entry entry) {
    lock.lock();
    try {
      return waiting.remove(entry);
    } finally {
      lock.unlock();
    }
  }

  /** By the first of the batch, for all of it. */
  private Optional<BulkWriteError> send(List<Entry> batch) {
    try {
      Map<Integer, BulkWriteError> faults = command.insert(documents(batch));
      for (int i = 1; i < batch.size(); i++) {
        batch.get(i).step.complete(new Ended(Optional.ofNullable(faults.get(i))));
      }
      return Optional.ofNullable(faults.get(0));
    } catch (Throwable e) { // whatever it is: nobody must wait for ever
      batch.stream().skip(1).forEach(entry -> entry.step.completeExceptionally(e));
      throw e;
    } finally {
      passOn();
    }
  }

  private static List<Document> documents(List<Entry> batch) {
    return batch.stream().map(Entry::document).toList();
  }

  /** Whoever waited longest sends the next command, with those behind it. */
  private void passOn() {
    lock.lock();
    try {
      Entry first = waiting.peek();
      if (first == null) {
        inFlight--;
      } else {
        first.step.complete(new Lead(next()));
      }
    } finally {
      lock.unlock();
    }
  }

  private List<Entry> next() {
    List<Entry> batch = new ArrayList<>();
    while (batch.size() < LARGEST && !waiting.isEmpty()) {
      batch.add(waiting.remove());
    }
    return batch;
  }

  /** What one who waits is told. */
  private sealed interface Step {}

  private record Lead(List<Entry> batch) implements Step {}

  private record Ended(Optional<BulkWriteError> fault) implements Step {}

  private record Entry(Document document, CompletableFuture<Step> step) {
    Entry(Document document) {
      this(document, new CompletableFuture<>());
    }
  }
}
