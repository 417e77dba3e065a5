/** Health, figures for operators, and the documentation of the API. */
@NullMarked
package dev.linnet.monitor;

import org.jspecify.annotations.NullMarked;
