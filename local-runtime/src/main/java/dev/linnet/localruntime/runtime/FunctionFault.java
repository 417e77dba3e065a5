package dev.linnet.localruntime.runtime;

/** A function cannot be started; the message is a sentence for the person who started Linnet. */
public final class FunctionFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FunctionFault(String message, Throwable cause) {
    super(message, cause);
  }
}
