package dev.linnet.bench;

import java.nio.file.Path;
import java.util.Map;

/**
 * A function whose start is measured.
 *
 * @param task the folder that Lambda would have unpacked its zip into
 * @param onClassPath whether its classes stand on the JVM's own class path, where an AOT cache
 *     reaches them; else Lambda's client loads them
 * @param cache the AOT cache
 */
record ColdVariant(
    String name,
    String handler,
    Path task,
    Map<String, String> settings,
    boolean onClassPath,
    Path cache) {}
