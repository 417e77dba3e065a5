package dev.linnet.pulumi;

import com.pulumi.core.Output;

/** What takes HTTP requests in: an HTTP API or a load balancer. */
interface Front {
  /** The base of short links, without a slash at the end. */
  Output<String> baseUrl();

  /** Leads every route of the topology to its function. */
  void serve(Functions functions);
}
