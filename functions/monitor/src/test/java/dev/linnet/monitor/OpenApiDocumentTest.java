package dev.linnet.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.links.TargetFault;
import dev.linnet.topology.Route;
import dev.linnet.topology.Topology;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class OpenApiDocumentTest {
  private static final Contract CONTRACT = new Contract();

  @Test
  void it_is_an_OpenAPI_3_1_document_without_a_fault() {
    var result =
        new OpenAPIV3Parser().readContents(Resource.text(OpenApiDocument.RESOURCE), null, null);

    assertThat(result.getMessages()).isEmpty();
    assertThat(CONTRACT.at("/openapi").stringValue()).startsWith("3.1.");
  }

  @Test
  void every_reference_leads_somewhere_and_every_component_is_used() {
    List<String> references =
        CONTRACT.document().findValues("$ref").stream().map(JsonNode::stringValue).toList();

    assertThat(references)
        .isNotEmpty()
        .allSatisfy(
            reference ->
                assertThat(CONTRACT.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
    for (String kind : List.of("schemas", "responses", "headers")) {
      for (String name : CONTRACT.at("/components/" + kind).propertyNames()) {
        assertThat(references).contains("#/components/" + kind + "/" + name);
      }
    }
  }

  @Test
  void every_route_of_the_topology_has_a_path_in_it() {
    List<String> paths = List.copyOf(CONTRACT.at("/paths").propertyNames());

    for (Route route : Topology.linnet().routes()) {
      Pattern expected =
          Pattern.compile(
              route.path().equals(Route.DEFAULT)
                  ? "/\\{key}"
                  : route.path().replace("{proxy+}", ".+"));
      assertThat(paths).as(route.path()).anyMatch(path -> expected.matcher(path).matches());
    }
  }

  @Test
  void every_code_is_unique_and_belongs_to_one_status() {
    List<String> codes = texts(CONTRACT.at("/components/schemas/Problem/properties/code/enum"));
    List<String> ofResponses = new ArrayList<>();
    for (JsonNode response : CONTRACT.at("/components/responses")) {
      JsonNode schema = response.at("/content/application~1problem+json/schema/allOf/1");
      ofResponses.addAll(texts(schema.at("/properties/code/enum")));
    }

    assertThat(codes).doesNotHaveDuplicates().allMatch(code -> code.matches("[a-z0-9_]+"));
    assertThat(ofResponses).doesNotHaveDuplicates();
    assertThat(codes).containsAll(ofResponses).hasSize(ofResponses.size() + 1); // 405 has no route
  }

  @Test
  void every_fault_of_a_target_is_a_code_of_a_field() {
    List<String> codes = texts(CONTRACT.at("/components/schemas/FieldError/properties/code/enum"));

    assertThat(codes).doesNotHaveDuplicates();
    assertThat(codes.stream().filter(code -> code.startsWith("target_")))
        .containsExactly(
            Stream.of(TargetFault.values()).map(TargetFault::code).toArray(String[]::new));
  }

  static Stream<String> examples() {
    List<String> found = new ArrayList<>();
    collectExamples(CONTRACT.document(), "", found);
    return found.stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void every_example_is_what_its_schema_asks_for(String media) {
    JsonNode example = CONTRACT.at(media + "/example");

    assertThat(CONTRACT.faults(media + "/schema", example)).isEmpty();
  }

  @Test
  void an_answer_with_more_or_less_than_was_promised_is_no_good() {
    JsonNode good = CONTRACT.at("/components/responses/Expired/content/application~1problem+json");
    String schema = "/components/responses/Expired/content/application~1problem+json/schema";
    var problem = good.get("example").asObject();

    assertThat(CONTRACT.faults(schema, problem.deepCopy().put("class", "x"))).isNotEmpty();
    assertThat(CONTRACT.faults(schema, problem.deepCopy().put("status", 404))).isNotEmpty();
    assertThat(CONTRACT.faults(schema, problem.deepCopy().put("code", "internal"))).isNotEmpty();
    assertThat(CONTRACT.faults(schema, problem.deepCopy().without("instance"))).isNotEmpty();
    assertThat(CONTRACT.faults(schema, problem.deepCopy().set("errors", problem.arrayNode())))
        .isNotEmpty();
  }

  private static void collectExamples(JsonNode node, String pointer, List<String> found) {
    if (node.isObject() && node.has("schema") && node.has("example")) {
      found.add(pointer);
    }
    if (node.isObject()) {
      for (var member : node.properties()) {
        collectExamples(
            member.getValue(), pointer + "/" + Contract.escaped(member.getKey()), found);
      }
    }
  }

  private static List<String> texts(JsonNode array) {
    return array.values().stream().map(JsonNode::stringValue).toList();
  }
}
