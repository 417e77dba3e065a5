package dev.linnet.links;

/** Where a short key leads now. */
public sealed interface Resolution {
  record Found(Destination destination) implements Resolution {}

  /** The link's time is over; it is kept for a while, so that its followers can be told. */
  record Expired() implements Resolution {}

  record Unknown() implements Resolution {}
}
