package dev.linnet.localruntime.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process as Linux tells of it; nothing where the system does not tell.
 *
 * @param memory that it holds, in bytes
 * @param peak the most that it held
 * @param isToEnd whether it is asked to end, and stands still, so that it has not heard it yet
 */
record ProcessStatus(long memory, long peak, boolean isToEnd) {
  private static final ProcessStatus UNKNOWN = new ProcessStatus(0, 0, false);
  private static final Pattern NOW = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
  private static final Pattern PENDING = Pattern.compile("ShdPnd:\\s+([0-9a-f]+)");
  private static final int KILO = 1024;

  /** SIGHUP, SIGINT and SIGTERM. */
  private static final long ENDS = 1 | 1 << 1 | 1 << 14;

  static ProcessStatus of(long pid) {
    try {
      String status = Files.readString(Path.of("/proc", Long.toString(pid), "status"));
      return new ProcessStatus(bytes(NOW, status), bytes(PEAK, status), isToEnd(status));
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  private static long bytes(Pattern line, String status) {
    Matcher matcher = line.matcher(status);
    return matcher.find() ? Long.parseLong(matcher.group(1)) * KILO : 0;
  }

  private static boolean isToEnd(String status) {
    Matcher pending = PENDING.matcher(status);
    return pending.find() && (Long.parseUnsignedLong(pending.group(1), 16) & ENDS) != 0;
  }
}
