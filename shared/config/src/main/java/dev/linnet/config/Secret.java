package dev.linnet.config;

/** A value that must never be logged: only {@link #value()} shows it. */
public record Secret(String value) {
  @Override
  public String toString() {
    return "(secret)";
  }
}
