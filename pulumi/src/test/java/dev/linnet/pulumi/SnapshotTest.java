package dev.linnet.pulumi;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each stack consists of, one resource a line, and drawn, as it was last agreed to. */
@Timeout(120)
class SnapshotTest {
  @ParameterizedTest
  @EnumSource(Variant.class)
  void a_stack_is_what_was_agreed_to(Variant variant) throws IOException {
    Agreed.with(
        Path.of("src", "test", "snapshots", variant.word() + ".txt"),
        String.join("\n", Lines.of(variant.graph())) + "\n");
  }

  @Test
  void the_picture_in_the_documentation_shows_production() throws IOException {
    Agreed.with(
        Path.of("..", "docs", "aws-resources.svg"), new Picture(Variant.PROD.graph()).svg());
  }
}
