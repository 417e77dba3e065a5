package dev.linnet.localruntime.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory a process holds, as Linux tells it; zero where the system does not tell. */
record ProcessMemory(long now, long peak) {
  private static final ProcessMemory UNKNOWN = new ProcessMemory(0, 0);
  private static final Pattern NOW = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
  private static final int KILO = 1024;

  /** In bytes. */
  static ProcessMemory of(long pid) {
    try {
      String status = Files.readString(Path.of("/proc", Long.toString(pid), "status"));
      return new ProcessMemory(bytes(NOW, status), bytes(PEAK, status));
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  private static long bytes(Pattern line, String status) {
    Matcher matcher = line.matcher(status);
    return matcher.find() ? Long.parseLong(matcher.group(1)) * KILO : 0;
  }
}
