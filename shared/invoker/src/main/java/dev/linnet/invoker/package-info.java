/**
 * The handler that Lambda calls: Spring Cloud Function's {@code FunctionInvoker} with a small
 * context of its own, and what a function needs beside HTTP.
 */
@NullMarked
package dev.linnet.invoker;

import org.jspecify.annotations.NullMarked;
