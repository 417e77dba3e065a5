package dev.linnet.bench;

import java.util.function.LongFunction;

/**
 * What is measured against a service.
 *
 * @param requests the bytes of request number 0, 1, 2, ...
 * @param status anything else is an error
 */
record Target(String name, MeasuredProcess service, LongFunction<byte[]> requests, int status) {}
