package dev.linnet.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A span as it arrived.
 *
 * @param parent the parent's id; empty at the root
 * @param kind {@code SERVER}, {@code CLIENT}, …
 * @param resource who sent it
 * @param whole all of it: its events, links and messages too
 */
public record ReceivedSpan(
    String service,
    String name,
    String kind,
    String trace,
    String id,
    String parent,
    boolean failed,
    Map<String, String> attributes,
    Map<String, String> resource,
    Span whole) {
  private static final String KIND = "SPAN_KIND_";

  public ReceivedSpan {
    attributes = Map.copyOf(attributes);
    resource = Map.copyOf(resource);
  }

  static ReceivedSpan of(Resource sender, Span span) {
    Map<String, String> resource = texts(sender.getAttributesList());
    return new ReceivedSpan(
        resource.getOrDefault("service.name", ""),
        span.getName(),
        span.getKind().name().substring(KIND.length()),
        hex(span.getTraceId()),
        hex(span.getSpanId()),
        hex(span.getParentSpanId()),
        span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR,
        texts(span.getAttributesList()),
        resource,
        span);
  }

  static Map<String, String> texts(List<KeyValue> attributes) {
    return attributes.stream()
        .collect(Collectors.toMap(KeyValue::getKey, each -> text(each.getValue())));
  }

  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      case ARRAY_VALUE, KVLIST_VALUE, BYTES_VALUE, STRING_VALUE_STRINDEX, VALUE_NOT_SET ->
          value.toString();
    };
  }

  static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
