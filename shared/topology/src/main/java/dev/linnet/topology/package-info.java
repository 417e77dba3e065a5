/** The one list of functions, routes, schedules and event rules; AWS and hosts both read it. */
@NullMarked
package dev.linnet.topology;

import org.jspecify.annotations.NullMarked;
