package dev.linnet.localruntime;

import java.util.List;
import org.junit.jupiter.api.Tag;

/** All that the service promises, behind a REST API: payload format 1.0. */
@Tag("endurance")
class RestApiE2eTest extends ServiceE2eTest {
  @Override
  List<String> options() {
    return List.of("--front", "v1");
  }
}
