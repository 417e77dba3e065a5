package dev.linnet.links;

import java.util.List;

/** What came of a create request. */
public sealed interface CreateOutcome {
  /** The link is in the store, durably. */
  record Created(ShortKey key, Destination destination) implements CreateOutcome {}

  /** Every bad field, at least one. */
  record Invalid(List<FieldFault> faults) implements CreateOutcome {
    public Invalid {
      faults = List.copyOf(faults);
    }
  }

  /** The alias belongs to another link. */
  record AliasTaken(ShortKey alias) implements CreateOutcome {}

  /** The alias is one of our own routes. */
  record AliasReserved(ShortKey alias) implements CreateOutcome {}

  /** The Idempotency-Key was used with another body in the last 24 hours. */
  record IdempotencyKeyReused() implements CreateOutcome {}
}
