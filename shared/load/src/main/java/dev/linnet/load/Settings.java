package dev.linnet.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;

/**
 * What {@code shared/load/run} asks for, as system properties.
 *
 * @param pid the process whose memory is looked at; 0: none
 */
record Settings(Profile profile, URI target, int rate, int minutes, long pid, Path results) {
  private static final int MAX_RATE = 100_000;
  private static final int MAX_MINUTES = 120;

  Settings {
    if (rate < 1 || rate > MAX_RATE || minutes < 1 || minutes > MAX_MINUTES) {
      throw new IllegalArgumentException(
          "1 to %,d requests a second, for 1 to %d minutes.".formatted(MAX_RATE, MAX_MINUTES));
    }
  }

  static Settings ofProcess() throws IOException {
    Profile profile = Profile.named(System.getProperty("linnet.profile", "smoke"));
    URI target = URI.create(System.getProperty("linnet.target", "http://127.0.0.1:8080"));
    requireAllowed(target, Boolean.getBoolean("linnet.elsewhere"));
    return new Settings(
        profile,
        target,
        Integer.getInteger("linnet.rate", profile.usualRate()),
        Integer.getInteger("linnet.minutes", 30),
        Long.getLong("linnet.pid", 0),
        Path.of(System.getProperty("linnet.results", "target/results")));
  }

  /** Load on another machine is an attack unless its owner wants it. */
  private static void requireAllowed(URI target, boolean elsewhere) throws IOException {
    if (!elsewhere && !InetAddress.getByName(target.getHost()).isLoopbackAddress()) {
      throw new IllegalArgumentException(
          target + " is another machine: say --elsewhere if you may load it.");
    }
  }
}
