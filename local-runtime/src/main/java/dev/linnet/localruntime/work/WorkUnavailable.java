package dev.linnet.localruntime.work;

/** The database in which background work is recorded is not there, or refuses. */
public final class WorkUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WorkUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
