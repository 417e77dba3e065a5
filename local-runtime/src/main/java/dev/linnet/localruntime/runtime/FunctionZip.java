package dev.linnet.localruntime.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A function's zip, unpacked once into a folder that is named after its content. */
final class FunctionZip {
  private static final int NAME_LENGTH = 16;

  private FunctionZip() {}

  /**
   * The folder with the zip's content; unpacked now where it was not yet. A folder in the zip's
   * place, named as it without {@code .zip}, is taken as it is: an image holds such folders.
   */
  static Path unpacked(Path zip, Path cache) throws IOException {
    String name = zip.getFileName().toString().replaceFirst("\\.zip$", "");
    Path ready = zip.resolveSibling(name);
    if (Files.notExists(zip) && Files.isDirectory(ready)) {
      return ready;
    }
    Path target = cache.resolve(name + "-" + digest(zip));
    if (Files.isDirectory(target)) {
      return target;
    }
    Files.createDirectories(cache);
    Path half = Files.createTempDirectory(cache, name);
    unpack(zip, half);
    try {
      Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(target)) { // else another process was faster
        throw e;
      }
    }
    return target;
  }

  private static void unpack(Path zip, Path target) throws IOException {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException(zip + " leads out of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Path folder = file.getParent();
          Files.createDirectories(folder == null ? target : folder);
          Files.copy(in, file);
        }
      }
    }
  }

  private static String digest(Path zip) throws IOException {
    try (InputStream in = Files.newInputStream(zip);
        DigestInputStream digest =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      byte[] buffer = new byte[1 << 16];
      while (digest.read(buffer) >= 0) {
        // Only the digest is wanted.
      }
      return HexFormat.of().formatHex(digest.getMessageDigest().digest()).substring(0, NAME_LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
