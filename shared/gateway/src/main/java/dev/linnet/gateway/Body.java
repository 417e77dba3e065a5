package dev.linnet.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** What a message carries: text, or bytes that travel as base64. Immutable. */
public sealed interface Body {
  static Body empty() {
    return Text.EMPTY;
  }

  static Body of(byte[] bytes) {
    return new Bytes(bytes.clone());
  }

  static Body of(String text) {
    return text.isEmpty() ? empty() : new Text(text);
  }

  /** In bytes, as UTF-8 where it is text. */
  int size();

  byte[] bytes();

  default boolean isEmpty() {
    return size() == 0;
  }

  record Text(String text) implements Body {
    private static final Text EMPTY = new Text("");

    @Override
    public int size() {
      return Utf8.length(text);
    }

    @Override
    public byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  final class Bytes implements Body {
    private final byte[] bytes;

    private Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    /**
     * @throws IllegalArgumentException where it is not base64
     */
    static Bytes ofBase64(String base64) {
      return new Bytes(Base64.getDecoder().decode(base64));
    }

    String base64() {
      return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public int size() {
      return bytes.length;
    }

    @Override
    public byte[] bytes() {
      return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "Bytes[" + bytes.length + "]";
    }
  }
}
