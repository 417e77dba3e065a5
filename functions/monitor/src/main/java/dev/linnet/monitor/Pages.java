package dev.linnet.monitor;

import dev.linnet.gateway.Request;
import dev.linnet.gateway.Response;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@code GET /} and {@code GET /docs}: what a browser shows. */
final class Pages {
  /** Everything comes from here. Swagger UI's style sheet holds its pictures itself. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final DocsFiles files;
  private final String base;
  private final Map<String, String> pages = new ConcurrentHashMap<>();

  /**
   * @param base what stands before {@code /api}, without a slash at its end
   */
  Pages(DocsFiles files, String base) {
    this.files = files;
    this.base = base;
  }

  Response docs(Request request) {
    return page("docs.html");
  }

  Response landing(Request request) {
    Response response =
        request.prefersHtml()
            ? page("landing.html")
            : Response.json(
                200,
                json ->
                    json.text("service", "linnet")
                        .text("docs", "/docs")
                        .text("openapi", "/openapi.json")
                        .text("health", "/health"));
    return response.with("Vary", "Accept");
  }

  private Response page(String name) {
    String page = pages.computeIfAbsent(name, this::read);
    return Response.html(200, page)
        .with("Content-Security-Policy", POLICY)
        .with("Referrer-Policy", "no-referrer")
        .with("Cache-Control", "no-cache");
  }

  private String read(String name) {
    return files.linked(Resource.text(name)).replace("{base}", escaped(base));
  }

  /** A URI may hold an ampersand and an apostrophe. */
  private static String escaped(String uri) {
    return uri.replace("&", "&amp;").replace("'", "&#39;");
  }
}
