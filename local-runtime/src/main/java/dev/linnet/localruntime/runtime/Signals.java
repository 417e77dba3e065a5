package dev.linnet.localruntime.runtime;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The signals that Java itself cannot send: a process stands still, and goes on. */
final class Signals {
  private static final boolean MAC = System.getProperty("os.name").startsWith("Mac");
  private static final int STOP = MAC ? 17 : 19;
  private static final int CONTINUE = MAC ? 19 : 18;

  /** Java warns of whatever may crash it; this takes two numbers and gives one. */
  @SuppressWarnings("restricted")
  private static final MethodHandle KILL =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private Signals() {}

  static void stop(Process process) {
    send(process, STOP);
  }

  static void goOn(Process process) {
    send(process, CONTINUE);
  }

  /** One that has just ended does not hear it. */
  private static void send(Process process, int signal) {
    if (!process.isAlive()) {
      return;
    }
    try {
      var _ = (int) KILL.invokeExact((int) process.pid(), signal);
    } catch (Throwable e) {
      throw new IllegalStateException("Signals cannot be sent here.", e);
    }
  }
}
