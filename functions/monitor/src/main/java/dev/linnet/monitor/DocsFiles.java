package dev.linnet.monitor;

import dev.linnet.gateway.Handler;
import dev.linnet.gateway.Problem;
import dev.linnet.gateway.Request;
import dev.linnet.gateway.Response;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /docs/{file}}: the few files that the pages need. Pages name them with their version,
 * so a browser may keep them for ever.
 */
final class DocsFiles implements Handler {
  private static final String SWAGGER_UI = "swagger-ui";
  private static final String CSS = "text/css; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";

  /** Whatever is not named here cannot be had, wherever on the class path it is. */
  private static final Map<String, Source> SOURCES =
      Map.of(
          "swagger-ui.css", new Source(CSS, true),
          "swagger-ui-bundle.js", new Source(SCRIPT, true),
          "favicon-32x32.png", new Source("image/png", true),
          "page.css", new Source(CSS, false),
          "start.js", new Source(SCRIPT, false));

  private final Map<String, DocsFile> files = new ConcurrentHashMap<>();

  @Override
  public Response handle(Request request) {
    DocsFile file = file(request.lastSegment());
    if (file == null) {
      return Problem.notFound().answer(request);
    }
    String tag = "W/\"" + file.version() + "\"";
    Response response =
        isKnown(request, tag)
            ? Response.of(304)
            : Encodings.acceptsGzip(request) ? gzipped(file) : plain(file);
    boolean versioned = request.query().first("v").filter(file.version()::equals).isPresent();
    return response
        .with("ETag", tag)
        .with("Vary", "Accept-Encoding")
        .with("Cache-Control", versioned ? "public, max-age=31536000, immutable" : "no-cache");
  }

  /** A page's text with each file's name in braces replaced by where it is. */
  String linked(String page) {
    String linked = page;
    for (String name : SOURCES.keySet()) {
      if (linked.contains("{" + name + "}")) {
        linked = linked.replace("{" + name + "}", address(name));
      }
    }
    return linked;
  }

  private String address(String name) {
    DocsFile file = file(name);
    return "/docs/" + name + (file == null ? "" : "?v=" + file.version());
  }

  /** Read when it is asked for, once. */
  private @Nullable DocsFile file(String name) {
    Source source = SOURCES.get(name);
    return source == null ? null : files.computeIfAbsent(name, source::read);
  }

  private static boolean isKnown(Request request, String tag) {
    return request.header("If-None-Match").filter(known -> known.contains(tag)).isPresent();
  }

  private static Response plain(DocsFile file) {
    return file.isText()
        ? Response.text(200, file.contentType(), file.text())
        : Response.bytes(200, file.contentType(), file.plain());
  }

  private static Response gzipped(DocsFile file) {
    return Response.bytes(200, file.contentType(), file.gzipped()).with("Content-Encoding", "gzip");
  }

  /**
   * @param fromJar of Swagger UI, rather than a file of ours
   */
  private record Source(String contentType, boolean fromJar) {
    DocsFile read(String name) {
      return DocsFile.read(contentType, fromJar ? jarFolder() + name : name);
    }

    /** The jar's paths carry its version, which it tells itself. */
    private static String jarFolder() {
      Properties jar = new Properties();
      try {
        jar.load(
            new StringReader(
                Resource.text("/META-INF/maven/org.webjars/" + SWAGGER_UI + "/pom.properties")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return "/META-INF/resources/webjars/%s/%s/".formatted(SWAGGER_UI, jar.getProperty("version"));
    }
  }
}
