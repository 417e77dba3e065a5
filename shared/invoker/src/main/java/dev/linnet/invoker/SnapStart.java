package dev.linnet.invoker;

import java.io.ByteArrayInputStream;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/** What happens around the checkpoint: first the priming, then the suspending. */
final class SnapStart implements Resource {
  private final String name;
  private final Wiring wiring;

  private SnapStart(String name, Wiring wiring) {
    this.name = name;
    this.wiring = wiring;
  }

  /** The caller must keep it, for as long as it is to be told. */
  static SnapStart registered(String name, Wiring wiring) {
    SnapStart resource = new SnapStart(name, wiring);
    Core.getGlobalContext().register(resource);
    return resource;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) throws Exception {
    prime(wiring.priming());
    for (Suspendable suspendable : wiring.suspendable().reversed()) {
      suspendable.suspend();
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) throws Exception {
    for (Suspendable suspendable : wiring.suspendable()) {
      suspendable.resume();
    }
  }

  private void prime(Priming priming) {
    FunctionEntry rehearsal = new FunctionEntry(name, priming.function());
    for (int round = 0; round < priming.rounds(); round++) {
      for (byte[] event : priming.events()) {
        rehearsal.answer(new ByteArrayInputStream(event), null);
      }
    }
  }
}
