/**
 * Settings from the environment, read once, checked, with faults that say what to change. Imports
 * nothing but the JDK.
 */
@NullMarked
package dev.linnet.config;

import org.jspecify.annotations.NullMarked;
