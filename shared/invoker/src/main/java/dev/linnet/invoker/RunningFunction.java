package dev.linnet.invoker;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A function from its start to its end. Thread-safe. */
final class RunningFunction implements AutoCloseable {
  private final Wiring wiring;
  private final FunctionEntry entry;

  @SuppressWarnings("unused") // Kept here, because CRaC holds it by a weak reference only.
  private final SnapStart snapStart;

  private final @Nullable Thread shutdownHook;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param endsWithProcess whether nobody else will close it
   */
  RunningFunction(String name, Wiring wiring, boolean endsWithProcess) {
    this.wiring = wiring;
    this.entry = new FunctionEntry(name, wiring.function());
    this.snapStart = SnapStart.registered(name, wiring);
    this.shutdownHook = endsWithProcess ? new Thread(this::close, "close-" + name) : null;
    if (shutdownHook != null) {
      Runtime.getRuntime().addShutdownHook(shutdownHook);
    }
  }

  byte[] answer(InputStream event, @Nullable Context context) {
    if (closed.get()) {
      throw new IllegalStateException("The function is closed.");
    }
    return entry.answer(event, context);
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try (wiring) {
      forgetShutdownHook();
    }
  }

  /** Else the process would keep this function, and its class loader, to the end. */
  private void forgetShutdownHook() {
    if (shutdownHook == null || Thread.currentThread() == shutdownHook) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException e) {
      // The process is ending already; the hook will find us closed.
    }
  }
}
