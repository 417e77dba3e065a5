/**
 * Settings from the environment, read once, checked, with faults that say what to change. Imports
 * java.* only.
 */
@NullMarked
package dev.linnet.config;

import org.jspecify.annotations.NullMarked;
