package dev.linnet.pulumi;

import com.pulumi.aws.Provider;
import dev.linnet.topology.LambdaFunction;
import dev.linnet.topology.Topology;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** All functions of the topology, by name; none, where hosts run them. */
final class Functions {
  private final Map<String, FunctionPart> parts = new LinkedHashMap<>();

  Functions(StackSettings settings, Provider provider, FunctionSurroundings around) {
    for (LambdaFunction declared : Topology.linnet().functions()) {
      parts.put(declared.name(), new FunctionPart(settings, provider, declared, around));
    }
  }

  FunctionPart named(String name) {
    return Objects.requireNonNull(parts.get(name), name);
  }

  Collection<FunctionPart> all() {
    return parts.values();
  }
}
