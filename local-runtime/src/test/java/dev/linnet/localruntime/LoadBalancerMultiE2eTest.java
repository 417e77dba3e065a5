package dev.linnet.localruntime;

import java.util.List;

/** All that the service promises, behind a load balancer with multi-value headers. */
class LoadBalancerMultiE2eTest extends ServiceE2eTest {
  @Override
  List<String> options() {
    return List.of("--front", "alb-multi");
  }
}
