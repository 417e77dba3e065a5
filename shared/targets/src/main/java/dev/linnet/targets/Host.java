package dev.linnet.targets;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;

/** A host that can be read; whether it may be linked to is another question. */
sealed interface Host {
  /** As a {@code Location} header carries it. */
  String text();

  /** The same for every way to write the host. */
  String identity();

  /**
   * @param text A-labels in lower case; may end in a dot
   */
  record Name(String text) implements Host {
    @Override
    public String identity() {
      return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
  }

  /**
   * @param plain whether it was written as people write addresses: no hex, no octal, four numbers
   */
  record Ip(InetAddress address, boolean plain) implements Host {
    @Override
    public String text() {
      return InetAddresses.toUriString(address);
    }

    @Override
    public String identity() {
      return text();
    }
  }
}
