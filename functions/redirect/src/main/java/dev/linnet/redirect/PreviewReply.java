package dev.linnet.redirect;

import dev.linnet.gateway.Response;
import dev.linnet.links.Destination;
import dev.linnet.links.ShortKey;
import dev.linnet.links.ShortUrls;
import java.time.Instant;

/** Tells where a link leads, without going there. */
final class PreviewReply {
  private final ShortUrls shortUrls;

  PreviewReply(ShortUrls shortUrls) {
    this.shortUrls = shortUrls;
  }

  Response of(ShortKey key, Destination destination) {
    return Response.json(
            200,
            json -> {
              json.text("key", key.value())
                  .text("short_url", shortUrls.of(key))
                  .text("long_url", destination.target().value());
              Instant expiresAt = destination.expiresAt();
              if (expiresAt == null) {
                json.none("expires_at");
              } else {
                json.text("expires_at", expiresAt.toString());
              }
            })
        .with("Cache-Control", "no-store");
  }
}
