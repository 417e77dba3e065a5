package dev.linnet.pulumi;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProbeTest {
  @ParameterizedTest
  @EnumSource(Variant.class)
  @Timeout(120)
  void probe(Variant v) throws Exception {
    long t = System.nanoTime();
    Graph g = v.graph();
    StringBuilder b = new StringBuilder();
    b.append((System.nanoTime() - t) / 1000000).append(" ms ").append(g.resources().size()).append("\n");
    g.resources().forEach(r -> b.append(r).append("\n"));
    b.append(g.outputs());
    Files.writeString(Path.of("target/probe-" + v + ".txt"), b.toString());
  }
}
