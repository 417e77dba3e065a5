package dev.linnet.localruntime;

import java.net.URI;

/** A Linnet behind Nginx that a test uses instead of starting one. */
final class Elsewhere {
  private static final String URL = System.getProperty("linnet.url", "");

  private Elsewhere() {}

  /** With {@code -Pcompose}, and with {@code -Pdeployed -Dlinnet.url=http://…}. */
  static boolean isWanted() {
    return ComposeStack.isWanted() || !URL.isEmpty();
  }

  static URI address() {
    return URL.isEmpty() ? ComposeStack.started().address() : URI.create(URL);
  }
}
