/**
 * Nginx with the templates of {@code nginx-local/}, in front of servers that do what a test says.
 */
@NullMarked
package dev.linnet.localruntime.nginx;

import org.jspecify.annotations.NullMarked;
