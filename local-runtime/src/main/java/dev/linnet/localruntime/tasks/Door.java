package dev.linnet.localruntime.tasks;

import java.io.IOException;
import java.time.InstantSource;
import org.eclipse.jetty.http.HttpHeader;

/** Who may see the tasks and change them. */
public sealed interface Door {
  boolean lets(Exchange exchange);

  void login(Exchange exchange) throws IOException;

  void logout(Exchange exchange);

  /** Whoever reaches the private listener is an operator. */
  record Open() implements Door {
    @Override
    public boolean lets(Exchange exchange) {
      return true;
    }

    @Override
    public void login(Exchange exchange) {
      exchange.redirect(TasksHandler.PAGE);
    }

    @Override
    public void logout(Exchange exchange) {
      exchange.redirect(TasksHandler.PAGE);
    }
  }

  /** On the public front: by a session's cookie, or the key itself as a bearer token. */
  final class Locked implements Door {
    static final String COOKIE = "linnet_operator";
    private static final String BEARER = "Bearer ";

    private final OperatorKey key;
    private final Guesses guesses;
    private final boolean secure;

    /**
     * A door with a lock.
     *
     * @param secure whether browsers reach us by https, so that the cookie is sent by https only
     */
    public Locked(OperatorKey key, InstantSource clock, boolean secure) {
      this.key = key;
      this.guesses = new Guesses(clock);
      this.secure = secure;
    }

    @Override
    public boolean lets(Exchange exchange) {
      String authorization = exchange.header("Authorization");
      return authorization.startsWith(BEARER)
          ? isKey(authorization.substring(BEARER.length()))
          : key.isSession(exchange.cookie(COOKIE));
    }

    private boolean isKey(String given) {
      if (guesses.areTooMany()) {
        return false;
      }
      boolean right = key.is(given);
      if (!right) {
        guesses.wrong();
      }
      return right;
    }

    @Override
    public void login(Exchange exchange) throws IOException {
      if (guesses.areTooMany()) {
        exchange.response().getHeaders().put(HttpHeader.RETRY_AFTER, "60");
        exchange.problem(429, "rate_limited", "Too many wrong keys; wait a minute.");
      } else if (isKey(exchange.field("key"))) {
        setCookie(exchange, key.newSession(), OperatorKey.SESSION.toSeconds());
        exchange.redirect(TasksHandler.PAGE);
      } else {
        exchange.page(401, Page.LOGIN);
      }
    }

    @Override
    public void logout(Exchange exchange) {
      setCookie(exchange, "", 0);
      exchange.redirect(TasksHandler.PAGE);
    }

    private void setCookie(Exchange exchange, String value, long seconds) {
      exchange
          .response()
          .getHeaders()
          .add(
              HttpHeader.SET_COOKIE,
              "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
                  .formatted(COOKIE, value, seconds, secure ? "; Secure" : ""));
    }
  }
}
