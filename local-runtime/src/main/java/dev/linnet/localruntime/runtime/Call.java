package dev.linnet.localruntime.runtime;

import java.util.UUID;

/**
 * One call of a function.
 *
 * @param clientContext JSON that the caller sends along; empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Call(byte[] event, String requestId, String clientContext) {
  public static Call of(byte[] event) {
    return new Call(event, UUID.randomUUID().toString(), "");
  }
}
