package dev.linnet.embedded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL refuses to run as root. Under root its programs run in a user namespace of their own,
 * where they see another user and still own their files.
 */
final class Unprivileged {
  private static final List<String> NAMESPACE = List.of("unshare", "--user");

  private Unprivileged() {}

  /** The command as a user that PostgreSQL accepts. */
  static List<String> command(List<String> command) {
    if (!isRoot()) {
      return command;
    }
    if (!succeeds(NAMESPACE)) {
      throw new EmbeddedFault(
          "PostgreSQL refuses to run as root, and this machine allows root no user namespace:"
              + " start Linnet as another user.");
    }
    List<String> wrapped = new ArrayList<>(NAMESPACE);
    wrapped.addAll(command);
    return wrapped;
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static boolean succeeds(List<String> prefix) {
    List<String> probe = new ArrayList<>(prefix);
    probe.add("true");
    try {
      Process process = new ProcessBuilder(probe).redirectErrorStream(true).start();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
