package dev.linnet.pulumi;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * One statement of one policy of IAM, or of a resource.
 *
 * @param owner the resource that it stands in
 */
record Statement(
    Declared owner,
    List<String> actions,
    List<String> resources,
    Map<String, Object> principal,
    Map<String, Object> condition) {

  /** Of roles, what they may do. */
  static Stream<Statement> ofRoles(Graph graph) {
    return graph.all("iam/RolePolicy").stream().flatMap(role -> in(role, "policy"));
  }

  /** Of queues, buckets and keys, who may use them, but for the account that owns the key. */
  static Stream<Statement> ofResources(Graph graph) {
    Object owner = Map.of("AWS", "arn:aws:iam::" + Cloud.ACCOUNT + ":root");
    return graph.resources().stream()
        .filter(resource -> !resource.kind().equals("iam/RolePolicy"))
        .flatMap(resource -> in(resource, "policy"))
        .filter(statement -> !statement.principal().equals(owner));
  }

  /** Who may take on a role. */
  static Stream<Statement> ofTrust(Graph graph) {
    return graph.all("iam/Role").stream().flatMap(role -> in(role, "assumeRolePolicy"));
  }

  boolean allows(String action) {
    return actions.contains(action);
  }

  /** JSON is YAML. */
  static Map<String, Object> json(String json) {
    return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(json));
  }

  private static Stream<Statement> in(Declared resource, String input) {
    return resource.at(input) instanceof String json
        ? list(json(json).get("Statement")).stream().map(one -> read(resource, map(one)))
        : Stream.empty();
  }

  private static Statement read(Declared owner, Map<String, Object> statement) {
    return new Statement(
        owner,
        list(statement.get("Action")).stream().map(Object::toString).toList(),
        list(statement.get("Resource")).stream().map(Object::toString).toList(),
        map(statement.get("Principal")),
        map(statement.get("Condition")));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return value instanceof Map ? (Map<String, Object>) value : Map.of();
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Object value) {
    if (value == null) {
      return List.of();
    }
    return value instanceof List ? (List<Object>) value : List.of(value);
  }
}
