package dev.linnet.localruntime.front;

/** What stands between HTTP and functions. Thread-safe. */
public sealed interface Gateway permits ApiGateway, RestApi, LoadBalancer {
  HttpReply answer(HttpCall call, String requestId);

  /** The largest body that is let through, in bytes. */
  int maxBody();

  /** What a larger one is answered with. */
  HttpReply tooLarge();
}
