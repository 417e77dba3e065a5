package dev.linnet.localruntime.tasks;

import dev.linnet.localruntime.work.WorkUnavailable;
import java.io.IOException;
import java.util.Locale;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers {@code /tasks} and {@code /monitoring/tasks}; leaves everything else to others. Whoever
 * changes something must show that a page of ours sent the request: the header cannot be set by
 * another site's page without a permission that is never given.
 */
public final class TasksHandler extends Handler.Abstract {
  public static final String PAGE = "/tasks";
  public static final String REPORT = "/monitoring/tasks";
  static final String PROOF = "X-Linnet-Tasks";

  private static final String LOGIN = PAGE + "/login";
  private static final String LOGOUT = PAGE + "/logout";

  private final TasksReport report;
  private final Controls controls;
  private final Door door;

  public TasksHandler(TasksReport report, Controls controls, Door door) {
    this.report = report;
    this.controls = controls;
    this.door = door;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    Exchange exchange = new Exchange(request, response, callback);
    String path = exchange.path();
    if (!path.equals(PAGE) && !path.startsWith(PAGE + "/") && !path.equals(REPORT)) {
      return false;
    }
    switch (exchange.method()) {
      case "GET", "HEAD" -> look(exchange, path);
      case "POST" -> change(exchange, path);
      default -> {
        response.getHeaders().put("Allow", "GET, HEAD, POST");
        exchange.problem(405, "method_not_allowed", "This method is not allowed here.");
      }
    }
    return true;
  }

  private void look(Exchange exchange, String path) {
    switch (path) {
      case PAGE + "/tasks.css" -> exchange.page(200, Page.STYLE);
      case PAGE + "/tasks.js" -> exchange.page(200, Page.SCRIPT);
      case PAGE + "/charts.js" -> exchange.page(200, Page.CHARTS);
      case PAGE -> {
        boolean known = door.lets(exchange);
        exchange.page(known ? 200 : 401, known ? Page.TASKS : Page.LOGIN);
      }
      case REPORT -> report(exchange);
      default -> exchange.problem(404, "not_found", "There is no such page.");
    }
  }

  private void report(Exchange exchange) {
    if (!door.lets(exchange)) {
      exchange.problem(401, "unauthorized", "An operator's key is needed.");
      return;
    }
    byte[] json = report.json();
    if (json.length == 0) {
      unavailable(exchange);
    } else {
      exchange.json(200, json);
    }
  }

  private void change(Exchange exchange, String path) throws IOException {
    if (!isOurs(exchange)) {
      exchange.problem(403, "forbidden", "This request comes from another site.");
    } else if (path.equals(LOGIN)) {
      door.login(exchange);
    } else if (!door.lets(exchange)) {
      exchange.problem(401, "unauthorized", "An operator's key is needed.");
    } else if (path.equals(LOGOUT)) {
      door.logout(exchange);
    } else if (exchange.header(PROOF).isEmpty()) {
      exchange.problem(403, "forbidden", "The header " + PROOF + " is missing.");
    } else {
      act(exchange, path);
    }
  }

  /** A browser says where a request comes from; other clients say nothing. */
  private static boolean isOurs(Exchange exchange) {
    String site = exchange.header("Sec-Fetch-Site");
    String origin = exchange.header("Origin").toLowerCase(Locale.ROOT);
    String host = exchange.header("Host").toLowerCase(Locale.ROOT);
    return (site.isEmpty() || site.equals("same-origin") || site.equals("none"))
        && (origin.isEmpty()
            || origin.equals("http://" + host)
            || origin.equals("https://" + host));
  }

  private void act(Exchange exchange, String path) {
    String schedule = exchange.parameter("schedule");
    try {
      boolean done =
          switch (path) {
            case PAGE + "/run" -> controls.runNow(schedule);
            case PAGE + "/pause" -> controls.pause(schedule, true);
            case PAGE + "/resume" -> controls.pause(schedule, false);
            case PAGE + "/redrive" -> controls.redrive(exchange.parameter("id"));
            default -> false;
          };
      if (done) {
        exchange.answer(204, "application/json", new byte[0]);
      } else {
        exchange.problem(404, "not_found", "There is nothing of that name to do this to.");
      }
    } catch (WorkUnavailable e) {
      unavailable(exchange);
    }
  }

  private static void unavailable(Exchange exchange) {
    exchange.response().getHeaders().put("Retry-After", "5");
    exchange.problem(503, "unavailable", "The database of background work is not there.");
  }
}
