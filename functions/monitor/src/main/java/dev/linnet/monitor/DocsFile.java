package dev.linnet.monitor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** A file of the documentation, as it is and compressed, named by what is in it. */
final class DocsFile {
  private static final int VERSION_BYTES = 8;

  private final String contentType;
  private final byte[] plain;
  private final byte[] gzipped;
  private final String version;

  private DocsFile(String contentType, byte[] plain) {
    this.contentType = contentType;
    this.plain = plain;
    this.gzipped = gzip(plain);
    this.version = version(plain);
  }

  static DocsFile read(String contentType, String resource) {
    return new DocsFile(contentType, Resource.bytes(resource));
  }

  String contentType() {
    return contentType;
  }

  boolean isText() {
    return contentType.startsWith("text/");
  }

  String text() {
    return new String(plain, StandardCharsets.UTF_8);
  }

  byte[] plain() {
    return plain;
  }

  byte[] gzipped() {
    return gzipped;
  }

  /** Changes with the file. */
  String version() {
    return version;
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String version(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, VERSION_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
