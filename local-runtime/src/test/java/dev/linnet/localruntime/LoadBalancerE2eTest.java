package dev.linnet.localruntime;

import java.util.List;

/** All that the service promises, behind a load balancer without multi-value headers. */
class LoadBalancerE2eTest extends ServiceE2eTest {
  @Override
  List<String> options() {
    return List.of("--front", "alb");
  }
}
