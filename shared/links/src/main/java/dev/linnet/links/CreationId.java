package dev.linnet.links;

import java.util.UUID;

/**
 * Names one create request, so that its link is recognised as its own.
 *
 * @param value 1 to 64 characters
 */
public record CreationId(String value) {
  public CreationId {
    if (value.isEmpty() || value.length() > 64) {
      throw new IllegalArgumentException("A creation id has 1 to 64 characters.");
    }
  }

  public static CreationId random() {
    return new CreationId(UUID.randomUUID().toString());
  }
}
