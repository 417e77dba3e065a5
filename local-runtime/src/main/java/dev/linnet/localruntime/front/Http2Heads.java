package dev.linnet.localruntime.front;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Follows the frames of what a client sends, as far as it takes to see whether a head is half
 * there. A connection that does not begin as HTTP/2 does is none.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113.html#name-frame-format">RFC 9113, 4.1</a>
 */
final class Http2Heads {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private static final int FRAME_HEAD = 9;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int CONTINUATION = 9;
  private static final int END_HEADERS = 4;

  private int preface;
  private boolean other;

  /** Bytes of a frame's own head that have come, the numbers in them, and what is to come. */
  private int seen;

  private int length;
  private int type;
  private int flags;
  private int left;

  private boolean blockIsOpen;
  private boolean oneEnded;

  /** Takes what has come; true where a frame ended in it. */
  boolean see(ByteBuffer bytes) {
    oneEnded = false;
    while (bytes.hasRemaining() && !other) {
      if (preface < PREFACE.length) {
        other = bytes.get() != PREFACE[preface++];
      } else if (left > 0) {
        skip(bytes);
      } else {
        seeHead(bytes.get() & 0xff);
      }
    }
    return oneEnded;
  }

  private void skip(ByteBuffer bytes) {
    int some = Math.min(left, bytes.remaining());
    bytes.position(bytes.position() + some);
    left -= some;
    if (left == 0) {
      end();
    }
  }

  private void seeHead(int value) {
    switch (seen++) {
      case 0, 1, 2 -> length = length << 8 | value;
      case 3 -> type = value;
      case 4 -> flags = value;
      default -> {
        // The number of the stream does not matter.
      }
    }
    if (seen == FRAME_HEAD) {
      seen = 0;
      left = length;
      length = 0;
      if (left == 0) {
        end();
      }
    }
  }

  private void end() {
    oneEnded = true;
    if (type == HEADERS || type == CONTINUATION) {
      blockIsOpen = (flags & END_HEADERS) == 0;
    }
  }

  /** Of a request, or of a frame; the content of a body is none. */
  boolean isHalf() {
    boolean begun = preface > 0 && preface < PREFACE.length;
    return !other && (begun || seen > 0 || blockIsOpen || (left > 0 && type != DATA));
  }

  /** Whether this is no HTTP/2, as far as has been seen. */
  boolean isOther() {
    return other;
  }
}
