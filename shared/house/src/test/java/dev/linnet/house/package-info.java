/** Tests of the house itself: who may use whom, and what things are called. */
@NullMarked
package dev.linnet.house;

import org.jspecify.annotations.NullMarked;
