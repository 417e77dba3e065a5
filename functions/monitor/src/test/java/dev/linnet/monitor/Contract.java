package dev.linnet.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.OpenApi31;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document as a judge. */
final class Contract {
  private static final String LOCATION = "https://linnet.invalid/openapi.json";

  private final JsonNode document;
  private final SchemaRegistry schemas;

  Contract() {
    String text = Resource.text(OpenApiDocument.RESOURCE);
    this.document = JsonMapper.shared().readTree(text);
    this.schemas =
        SchemaRegistry.withDialect(
            OpenApi31.getInstance(), registry -> registry.schemas(Map.of(LOCATION, text)));
  }

  JsonNode document() {
    return document;
  }

  JsonNode at(String pointer) {
    return document.at(pointer);
  }

  /** What the schema at this place says against the JSON; empty where nothing. */
  List<String> faults(String schemaPointer, JsonNode json) {
    Schema schema = schemas.getSchema(SchemaLocation.of(LOCATION + "#" + schemaPointer));
    return schema.validate(json.toString(), InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }

  void assertKept(Reply reply) {
    String response =
        "/paths/%s/%s/responses/%d"
            .formatted(
                escaped(reply.path()), reply.method().toLowerCase(Locale.ROOT), reply.status());
    assertThat(at(response).isMissingNode()).as(response).isFalse();
    if (at(response).has("$ref")) {
      response = at(response).get("$ref").stringValue().substring(1);
    }
    assertThat(reply.header("X-Request-Id")).isNotEmpty();
    for (String header : at(response + "/headers").propertyNames()) {
      assertThat(reply.header(header)).as(header).isNotEmpty();
    }
    if (reply.bytes().length > 0) {
      String type = reply.header("Content-Type").replaceFirst(";.*", "");
      String media = response + "/content/" + escaped(type);
      assertThat(at(media).isMissingNode()).as(media).isFalse();
      if (type.endsWith("json")) {
        assertThat(faults(media + "/schema", reply.json())).as(reply.text()).isEmpty();
      }
    }
  }

  static String escaped(String segment) {
    return segment.replace("~", "~0").replace("/", "~1");
  }
}
