package dev.linnet.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The servers' programs, unpacked once from the jars that carry them. Several processes may unpack
 * at once: each does it in a folder of its own and moves that into place.
 */
public final class Binaries {
  private static final String EXECUTABLE = "rwxr-xr-x";

  private final Path folder;
  private final Platform platform = Platform.current();

  public Binaries(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /** In the user's own cache folder, where every run finds what an earlier one unpacked. */
  public static Binaries ofUser() {
    return new Binaries(Path.of(System.getProperty("user.home"), ".cache", "linnet"));
  }

  /** The folder that holds PostgreSQL's {@code bin}, {@code lib} and {@code share}. */
  Path postgres() {
    String archive = platform.postgresArchive();
    return unpacked(carrier(archive), target -> unpackArchive(resource(archive), target));
  }

  /** The program {@code redis-server}. */
  Path redis() {
    String binary = platform.redisBinary();
    return unpacked(binary, target -> unpackProgram(resource(binary), target))
        .resolve("redis-server");
  }

  private Path unpacked(String name, Unpacking unpacking) {
    Path target = folder.resolve(name);
    if (Files.isDirectory(target)) {
      return target;
    }
    try {
      Files.createDirectories(folder);
      Path half = Files.createTempDirectory(folder, name);
      Files.setPosixFilePermissions(half, PosixFilePermissions.fromString(EXECUTABLE));
      unpacking.into(half);
      moveInto(half, target);
      return target;
    } catch (IOException e) {
      throw new EmbeddedFault("The embedded servers could not be unpacked into " + folder + ".", e);
    }
  }

  private static void moveInto(Path half, Path target) throws IOException {
    try {
      Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException
        | DirectoryNotEmptyException
        | AtomicMoveNotSupportedException e) {
      Folders.delete(half); // another process was faster
      if (!Files.isDirectory(target)) {
        throw e;
      }
    }
  }

  private static void unpackProgram(URL program, Path target) throws IOException {
    Path file = target.resolve("redis-server");
    try (InputStream in = program.openStream()) {
      Files.copy(in, file);
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(EXECUTABLE));
  }

  private static void unpackArchive(URL archive, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new XZCompressorInputStream(new BufferedInputStream(archive.openStream())))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(entry, tar, target);
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream in, Path target)
      throws IOException {
    Path file = target.resolve(entry.getName()).normalize();
    if (!file.startsWith(target)) {
      throw new IOException("The archive leads out of its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.copy(in, file);
      boolean executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          file, PosixFilePermissions.fromString(executable ? EXECUTABLE : "rw-r--r--"));
    }
  }

  /** The name of the jar, which tells the version, without its ending. */
  private static String carrier(String resource) {
    String jar = resource(resource).getPath().replaceFirst("\\.jar!/.*", "");
    return jar.substring(jar.lastIndexOf('/') + 1);
  }

  private static URL resource(String name) {
    URL resource = Binaries.class.getResource("/" + name);
    if (resource == null) {
      throw new EmbeddedFault(
          "The program "
              + name
              + " is not on the class path: Linnet was built for another machine.");
    }
    return resource;
  }

  private interface Unpacking {
    void into(Path target) throws IOException;
  }
}
