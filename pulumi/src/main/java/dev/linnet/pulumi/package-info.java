/** Linnet on AWS, as a Pulumi program: what the topology lists, and all that it needs there. */
@NullMarked
package dev.linnet.pulumi;

import org.jspecify.annotations.NullMarked;
