package dev.linnet.pulumi;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What goes over Pulumi's wire, as plain maps and lists. */
final class Plain {
  private static final String MARK = "4dabf18193072939515e22adb298388d";
  private static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";
  private static final String OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

  private Plain() {}

  static Map<String, Object> map(Struct struct) {
    Map<String, Object> map = new TreeMap<>();
    struct.getFieldsMap().forEach((name, value) -> map.put(name, of(value)));
    return map;
  }

  static Object of(Value value) {
    return switch (value.getKindCase()) {
      case STRUCT_VALUE -> unwrapped(value.getStructValue());
      case LIST_VALUE -> value.getListValue().getValuesList().stream().map(Plain::of).toList();
      case NUMBER_VALUE -> number(value.getNumberValue());
      case BOOL_VALUE -> value.getBoolValue();
      case STRING_VALUE -> value.getStringValue();
      case NULL_VALUE, KIND_NOT_SET -> "null";
    };
  }

  /** Whether it, or something in it, is marked as a secret. */
  static boolean isSecret(Value value) {
    return switch (value.getKindCase()) {
      case STRUCT_VALUE -> {
        Map<String, Value> fields = value.getStructValue().getFieldsMap();
        yield marked(fields, SECRET)
            || (marked(fields, OUTPUT)
                && fields.containsKey("secret")
                && fields.get("secret").getBoolValue())
            || fields.values().stream().anyMatch(Plain::isSecret);
      }
      case LIST_VALUE -> value.getListValue().getValuesList().stream().anyMatch(Plain::isSecret);
      default -> false;
    };
  }

  private static boolean marked(Map<String, Value> fields, String mark) {
    return fields.containsKey(MARK) && fields.get(MARK).getStringValue().equals(mark);
  }

  private static Object unwrapped(Struct struct) {
    Map<String, Value> fields = struct.getFieldsMap();
    if (!fields.containsKey(MARK)) {
      return map(struct);
    }
    if (fields.containsKey("path")) {
      return "archive:" + fields.get("path").getStringValue();
    }
    return fields.containsKey("value") ? of(fields.get("value")) : new LinkedHashMap<>(map(struct));
  }

  private static Object number(double value) {
    return value == Math.rint(value) ? (Object) (long) value : (Object) value;
  }
}
