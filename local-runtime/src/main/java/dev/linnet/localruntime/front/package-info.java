/** HTTP in front of the functions: API Gateway's HTTP API, payload 2.0, as AWS documents it. */
@NullMarked
package dev.linnet.localruntime.front;

import org.jspecify.annotations.NullMarked;
