package dev.linnet.embedded;

import org.jspecify.annotations.Nullable;

/** An embedded server cannot run; the message is a sentence for the person who started it. */
public final class EmbeddedFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EmbeddedFault(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  public EmbeddedFault(String message) {
    this(message, null);
  }
}
