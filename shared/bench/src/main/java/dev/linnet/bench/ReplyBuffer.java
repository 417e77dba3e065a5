package dev.linnet.bench;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** The bytes of one reply as they come in. */
final class ReplyBuffer {
  private static final int SIZE = 16 * 1024;
  private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CLOSE = "\r\nconnection: close".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final byte[] bytes = new byte[SIZE];
  private final ByteBuffer buffer = ByteBuffer.wrap(bytes);

  void readFrom(SocketChannel channel) throws IOException {
    if (channel.read(buffer) <= 0) {
      throw new EOFException("The service closed the connection, or the reply is too long.");
    }
  }

  boolean isWhole() {
    int body = find(END, 0, buffer.position());
    return body >= 0 && buffer.position() >= body + contentLength(body);
  }

  int status() {
    return Integer.parseInt(new String(bytes, 9, 3, StandardCharsets.US_ASCII));
  }

  /** Whether nothing more comes over the connection. */
  boolean isLast() {
    return find(CLOSE, 0, buffer.position()) >= 0;
  }

  void clear() {
    buffer.clear();
  }

  /** 0 where the header is not there. */
  private int contentLength(int body) {
    int at = find(LENGTH, 0, body);
    int length = 0;
    for (int i = at; at >= 0 && bytes[i] != '\r'; i++) {
      length = bytes[i] == ' ' ? length : length * 10 + bytes[i] - '0';
    }
    return length;
  }

  /** The place after the text, letters compared without regard to case; -1 where it is not. */
  private int find(byte[] text, int from, int to) {
    for (int start = from; start <= to - text.length; start++) {
      int same = 0;
      while (same < text.length && lower(bytes[start + same]) == text[same]) {
        same++;
      }
      if (same == text.length) {
        return start + same;
      }
    }
    return -1;
  }

  private static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
  }
}
