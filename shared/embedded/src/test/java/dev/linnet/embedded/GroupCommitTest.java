package dev.linnet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
  private static final int WRITERS = 16;
  private static final int WRITES = 50;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("links.mv");
  }

  @Test
  void what_was_written_before_is_in_the_file_afterwards() throws IOException {
    try (MVStore store = open(file)) {
      GroupCommit commit = new GroupCommit(store);
      store.openMap("links").put("abc", "https://example.org/");
      assertThat(fileNow()).isEmpty();

      commit.await();

      assertThat(fileNow()).containsExactly("abc");
    }
  }

  @Test
  void what_many_write_at_once_is_in_the_file_and_they_share_commits() throws Exception {
    try (MVStore store = open(file);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      MVMap<String, String> links = store.openMap("links");
      GroupCommit commit = new GroupCommit(store);
      long before = store.getCurrentVersion();

      List<Callable<Void>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        String writer = "w" + i;
        writers.add(
            () -> {
              for (int j = 0; j < WRITES; j++) {
                links.put(writer + "-" + j, "https://example.org/");
                commit.await();
              }
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(writers)) {
        done.get();
      }

      assertThat(fileNow()).hasSize(WRITERS * WRITES);
      assertThat(store.getCurrentVersion() - before).isLessThan(WRITERS * WRITES);
    }
  }

  @Test
  void a_store_that_cannot_write_fails_everyone_who_waits() throws Exception {
    MVStore store = open(file);
    GroupCommit commit = new GroupCommit(store);
    store.openMap("links").put("abc", "https://example.org/");
    store.closeImmediately();

    CyclicBarrier together = new CyclicBarrier(WRITERS);
    List<Callable<Void>> writers =
        Collections.nCopies(
            WRITERS,
            () -> {
              together.await();
              commit.await();
              return null;
            });
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      assertThat(threads.invokeAll(writers))
          .allSatisfy(
              done ->
                  assertThat(done)
                      .failsWithin(Duration.ofSeconds(10))
                      .withThrowableOfType(ExecutionException.class)
                      .withCauseInstanceOf(MVStoreException.class));
    }
  }

  /** Nothing is written by the way. */
  private static MVStore open(Path file) {
    return new MVStore.Builder().fileName(file.toString()).autoCommitDisabled().open();
  }

  /** The keys that a process would find that starts after a crash at this moment. */
  private List<String> fileNow() throws IOException {
    Path copy = Files.copy(file, Files.createTempDirectory(folder, "copy").resolve("links.mv"));
    try (MVStore store = open(copy)) {
      return new ArrayList<>(store.<String, String>openMap("links").keySet());
    }
  }
}
