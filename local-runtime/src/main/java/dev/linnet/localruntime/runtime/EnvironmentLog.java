package dev.linnet.localruntime.runtime;

import java.io.BufferedReader;
import java.io.IOException;

/** What a function's process writes: passed on, and its end kept for who wants to see it. */
final class EnvironmentLog {
  /** Lambda's Invoke gives back "the last 4 KB of the execution log". */
  private static final int KEPT = 4 * 1024;

  private final StringBuilder text = new StringBuilder(); // guarded by this

  private EnvironmentLog() {}

  /** Reads until the process has ended. */
  static EnvironmentLog of(Process process) {
    EnvironmentLog log = new EnvironmentLog();
    Thread.ofPlatform().daemon().name("log-" + process.pid()).start(() -> log.read(process));
    return log;
  }

  private void read(Process process) {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println(line);
        add(line);
      }
    } catch (IOException e) {
      // The process has been killed.
    }
  }

  private synchronized void add(String line) {
    text.append(line).append('\n');
    if (text.length() > 2 * KEPT) {
      text.delete(0, text.length() - KEPT);
    }
  }

  synchronized void forget() {
    text.setLength(0);
  }

  synchronized String text() {
    return text.substring(Math.max(0, text.length() - KEPT));
  }
}
