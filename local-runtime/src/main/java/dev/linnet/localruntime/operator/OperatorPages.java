package dev.linnet.localruntime.operator;

import org.eclipse.jetty.server.Handler;

/** Where a part of Linnet puts what it has to say to operators. */
public interface OperatorPages {
  /**
   * From now on, requests whose path begins with this go to the handler; of several prefixes the
   * longest counts, so that {@code /} takes what nobody else does. The handler runs on a virtual
   * thread and may block.
   *
   * @throws IllegalArgumentException where the prefix is taken
   */
  void mount(String prefix, Handler handler);
}
