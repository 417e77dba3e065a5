/**
 * The handler that Lambda calls: Spring Cloud Function's {@code FunctionInvoker} around one
 * function, without a Spring application, and what a function needs beside HTTP.
 */
@NullMarked
package dev.linnet.invoker;

import org.jspecify.annotations.NullMarked;
