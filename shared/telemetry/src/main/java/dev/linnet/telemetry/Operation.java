package dev.linnet.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import org.jspecify.annotations.Nullable;

/**
 * A kind of call, with all that never changes about it.
 *
 * @param attributes of its spans and of its metric
 */
record Operation(String name, SpanKind kind, Attributes attributes) {

  /** A call of a backend, named as OpenTelemetry's conventions for databases have it. */
  static Operation of(String system, String operation, @Nullable String collection) {
    var attributes =
        Attributes.builder()
            .put(Attribute.SYSTEM, system)
            .put(Attribute.OPERATION, operation)
            .put(Attribute.COLLECTION, collection);
    return new Operation(
        collection == null ? operation : operation + " " + collection,
        SpanKind.CLIENT,
        attributes.build());
  }
}
