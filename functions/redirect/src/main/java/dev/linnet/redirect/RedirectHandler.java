package dev.linnet.redirect;

import dev.linnet.gateway.Handler;
import dev.linnet.gateway.Problem;
import dev.linnet.gateway.Request;
import dev.linnet.gateway.Response;
import dev.linnet.links.Destination;
import dev.linnet.links.Resolution;
import dev.linnet.links.ResolveLink;
import dev.linnet.links.ShortKey;
import java.util.Optional;

/** {@code /{key}} leads to the link's target, {@code /{key}+} tells it. */
final class RedirectHandler implements Handler {
  private static final String PLUS = "+";
  private static final String ESCAPED_PLUS = "%2B";

  private final ResolveLink links;
  private final PreviewReply preview;
  private final EdgeCache edge;

  RedirectHandler(ResolveLink links, PreviewReply preview, EdgeCache edge) {
    this.links = links;
    this.preview = preview;
    this.edge = edge;
  }

  @Override
  public Response handle(Request request) {
    String segment = request.lastSegment();
    boolean asksForPreview = segment.endsWith(PLUS) || segment.endsWith(ESCAPED_PLUS);
    Optional<ShortKey> key = ShortKey.parse(asksForPreview ? withoutPlus(segment) : segment);
    if (key.isEmpty()) {
      return Problem.notFound().answer(request);
    }
    return switch (links.resolve(key.get())) {
      case Resolution.Found(Destination destination) when asksForPreview ->
          preview.of(key.get(), destination);
      case Resolution.Found(Destination destination) -> follow(destination);
      case Resolution.Expired() ->
          Problem.of(410, "expired", "This link has expired.").answer(request);
      case Resolution.Unknown() ->
          Problem.of(404, "unknown_link", "There is no link with this key.").answer(request);
    };
  }

  private Response follow(Destination destination) {
    return Response.redirect(302, destination.target().location())
        .with("Cache-Control", edge.controlOf(destination));
  }

  private static String withoutPlus(String segment) {
    int length = segment.endsWith(PLUS) ? PLUS.length() : ESCAPED_PLUS.length();
    return segment.substring(0, segment.length() - length);
  }
}
