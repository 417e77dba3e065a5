/** For tests of the functions: real backends, captured events, and the call that Lambda makes. */
@NullMarked
package dev.linnet.testbed;

import org.jspecify.annotations.NullMarked;
