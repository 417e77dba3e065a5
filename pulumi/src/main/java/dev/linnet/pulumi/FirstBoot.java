package dev.linnet.pulumi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The script that a host runs once, before Ansible comes. */
final class FirstBoot {
  /** Where the script reports to. */
  static final String NAMESPACE = "Linnet/Hosts";

  static final String DISK_METRIC = "disk_used_percent";

  private FirstBoot() {}

  /**
   * The script.
   *
   * @param folder below /var/lib that lies on the host's second disk; empty: it has none
   */
  static String script(String folder) {
    try (InputStream in =
        Objects.requireNonNull(FirstBoot.class.getResourceAsStream("first-boot.sh"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("@FOLDER@", folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the script may do on AWS. */
  static Allow policy() {
    return new Allow().toReport(NAMESPACE);
  }
}
