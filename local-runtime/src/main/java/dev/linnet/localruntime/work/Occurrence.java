package dev.linnet.localruntime.work;

import java.time.Instant;

/**
 * Work that has just begun to run.
 *
 * @param tries in all, this one too
 * @param triesBefore those before it was redriven
 * @param since when it was recorded or redriven
 */
record Occurrence(
    String id, String function, String event, int tries, int triesBefore, Instant since) {
  int triesNow() {
    return tries - triesBefore;
  }
}
