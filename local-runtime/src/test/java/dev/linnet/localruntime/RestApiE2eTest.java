package dev.linnet.localruntime;

import java.util.List;

/** All that the service promises, behind a REST API: payload format 1.0. */
class RestApiE2eTest extends ServiceE2eTest {
  @Override
  List<String> options() {
    return List.of("--front", "v1");
  }
}
