package dev.linnet.links;

import java.time.Instant;

/**
 * A short key and where it leads.
 *
 * @param creation which create request made it: an insert that is repeated with the same creation
 *     is the same link, so an insert whose reply was lost may be sent again
 */
public record Link(ShortKey key, Destination destination, Instant createdAt, CreationId creation) {}
