package dev.linnet.links;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A create request as it came in, nothing of it judged yet.
 *
 * @param faults what the reader found wrong already; a field named here is not looked at again
 * @param idempotency null where the client sent no Idempotency-Key
 */
public record CreateRequest(
    @Nullable String longUrl,
    @Nullable String expiresAt,
    @Nullable String alias,
    List<FieldFault> faults,
    @Nullable Idempotency idempotency) {
  public CreateRequest {
    faults = List.copyOf(faults);
  }

  /**
   * @param keyHash SHA-256 of the Idempotency-Key, in hexadecimal
   * @param bodyHash SHA-256 of the body, in hexadecimal
   */
  public record Idempotency(String keyHash, String bodyHash) {}

  boolean isFaulty(String field) {
    return faults.stream().anyMatch(fault -> fault.field().equals(field));
  }
}
