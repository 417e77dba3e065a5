package dev.linnet.mongo;

import dev.linnet.links.Destination;
import dev.linnet.links.Link;
import dev.linnet.links.TargetUrl;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A link as a document:
 *
 * <pre>
 *   _id         the short key
 *   target      as the user sent it
 *   location    only where it differs from the target
 *   expires_at  only where the link expires
 *   created_at
 *   creation    which create request made it
 * </pre>
 */
final class LinkDocument {
  static final String KEY = "_id";
  static final String TARGET = "target";
  static final String LOCATION = "location";
  static final String EXPIRES_AT = "expires_at";
  static final String CREATED_AT = "created_at";
  static final String CREATION = "creation";

  private LinkDocument() {}

  static Document of(Link link) {
    Document document = new Document(KEY, link.key().value());
    TargetUrl target = link.destination().target();
    document.append(TARGET, target.value());
    if (!target.location().equals(target.value())) {
      document.append(LOCATION, target.location());
    }
    Instant expiresAt = link.destination().expiresAt();
    if (expiresAt != null) {
      document.append(EXPIRES_AT, Date.from(expiresAt));
    }
    return document
        .append(CREATED_AT, Date.from(link.createdAt()))
        .append(CREATION, link.creation().value());
  }

  static Destination destination(Document document) {
    String target = document.getString(TARGET);
    String location = document.get(LOCATION, target);
    return new Destination(new TargetUrl(target, location), instant(document.getDate(EXPIRES_AT)));
  }

  private static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }
}
