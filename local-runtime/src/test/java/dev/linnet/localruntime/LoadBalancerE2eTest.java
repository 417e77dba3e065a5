package dev.linnet.localruntime;

import java.util.List;
import org.junit.jupiter.api.Tag;

/** All that the service promises, behind a load balancer without multi-value headers. */
@Tag("endurance")
class LoadBalancerE2eTest extends ServiceE2eTest {
  @Override
  List<String> options() {
    return List.of("--front", "alb");
  }
}
