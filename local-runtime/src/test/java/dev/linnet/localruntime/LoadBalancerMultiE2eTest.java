package dev.linnet.localruntime;

import java.util.List;
import org.junit.jupiter.api.Tag;

/** All that the service promises, behind a load balancer with multi-value headers. */
@Tag("endurance")
class LoadBalancerMultiE2eTest extends ServiceE2eTest {
  @Override
  List<String> options() {
    return List.of("--front", "alb-multi");
  }
}
