package dev.linnet.localruntime.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zips such as Lambda loads. */
final class TestZip {
  private static final Class<?> LIBRARY = Handlers.Library.class;

  private TestZip() {}

  /** All of {@link Handlers}: classes at the root, the library in a jar under {@code lib/}. */
  static Path of(Path zip) throws IOException {
    Map<String, byte[]> entries = handlers();
    byte[] library = entries.remove(path(LIBRARY));
    entries.put("lib/", new byte[0]);
    entries.put("lib/library.jar", zipped(Map.of(path(LIBRARY), library)));
    return of(zip, entries);
  }

  static Path of(Path zip, Map<String, byte[]> entries) throws IOException {
    return Files.write(zip, zipped(entries));
  }

  /** The classes of {@link Handlers}, by their paths. */
  static Map<String, byte[]> handlers() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (Class<?> type : List.of(Handlers.class.getDeclaredClasses())) {
      try (InputStream in = TestZip.class.getClassLoader().getResourceAsStream(path(type))) {
        entries.put(path(type), in.readAllBytes());
      }
    }
    return entries;
  }

  private static String path(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  private static byte[] zipped(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      write(out, entries);
    }
    return bytes.toByteArray();
  }

  private static void write(ZipOutputStream out, Map<String, byte[]> entries) throws IOException {
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      out.putNextEntry(new ZipEntry(entry.getKey()));
      out.write(entry.getValue());
      out.closeEntry();
    }
  }
}
