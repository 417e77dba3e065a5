package dev.linnet.localruntime.runtime;

import java.util.Optional;
import java.util.UUID;

/**
 * One call of a function.
 *
 * @param clientContext JSON that the caller sends along; empty for none
 * @param stream takes a reply that the function streams; nothing where the caller wants it whole
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Call(
    byte[] event, String requestId, String clientContext, Optional<ReplyStream> stream) {
  /** Whose reply is wanted whole. */
  Call(byte[] event, String requestId, String clientContext) {
    this(event, requestId, clientContext, Optional.empty());
  }

  public static Call of(byte[] event) {
    return new Call(event, UUID.randomUUID().toString(), "");
  }
}
