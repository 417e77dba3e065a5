/**
 * The bytes of an API Gateway or load balancer event to {@link dev.linnet.gateway.Request}, and
 * {@link dev.linnet.gateway.Response} to the bytes that the same caller expects.
 */
@NullMarked
package dev.linnet.gateway;

import org.jspecify.annotations.NullMarked;
