package dev.linnet.pulumi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that tests compare with what the program says now. {@code -Dlinnet.snapshots=update} writes
 * them anew; the diff then shows what a change will do.
 */
final class Agreed {
  private static final boolean UPDATE = System.getProperty("linnet.snapshots", "").equals("update");

  private Agreed() {}

  static void with(Path file, String now) throws IOException {
    if (UPDATE) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, now);
    }
    String agreed = Files.exists(file) ? Files.readString(file) : "";
    assertThat(now.lines())
        .as(
            "%s is not what was agreed to. Run again with -Dlinnet.snapshots=update and read the"
                + " diff.",
            file)
        .containsExactlyElementsOf(agreed.lines().toList());
  }
}
