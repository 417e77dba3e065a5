package dev.linnet.gateway;

/** A problem as a page of its own: no script, no other file, light or dark as the reader likes. */
final class ProblemPage {
  static final String STYLE =
      """
      :root{color-scheme:light dark}\
      body{font:1.125rem/1.6 system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1.5rem;\
      color:CanvasText;background:Canvas}\
      h1{font-size:1.75rem;line-height:1.2}\
      footer{margin-top:3rem;font-size:.875rem;overflow-wrap:anywhere}\
      """;

  /** Only this one style may act, by its SHA-256. */
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-pey9ZUQfLX+YWAbMyr+cEXquQtHZletJ1X7TuAMXGOY=';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private ProblemPage() {}

  static Response response(Problem problem, String requestId) {
    return Response.html(problem.status(), page(problem, requestId))
        .with("Content-Security-Policy", POLICY);
  }

  private static String page(Problem problem, String requestId) {
    String title = problem.status() + " " + escape(problem.title());
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>%s</title>
    <style>%s</style>
    </head>
    <body>
    <main>
    <h1>%s</h1>
    <p>%s</p>
    %s</main>
    <footer>Request %s</footer>
    </body>
    </html>
    """
        .formatted(
            title, STYLE, title, escape(problem.detail()), errors(problem), escape(requestId));
  }

  private static String errors(Problem problem) {
    if (problem.errors().isEmpty()) {
      return "";
    }
    StringBuilder list = new StringBuilder("<ul>\n");
    for (FieldError error : problem.errors()) {
      list.append("<li>").append(escape(error.message())).append("</li>\n");
    }
    return list.append("</ul>\n").toString();
  }

  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }
}
