package dev.linnet.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A random secret that is made once and kept in a file which only its owner reads. */
public final class KeptSecret {
  private static final int BYTES = 24;

  private KeptSecret() {}

  public static String in(Path folder, String name) {
    Path file = folder.toAbsolutePath().resolve(name);
    try {
      if (!Files.exists(file)) {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        Folders.create(folder.toAbsolutePath());
        Folders.writePrivately(file, HexFormat.of().formatHex(random));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new EmbeddedFault("The secret " + file + " can neither be read nor made.", e);
    }
  }
}
