package dev.linnet.logs;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * What somebody had to say.
 *
 * @param message with its arguments put in, not yet redacted
 * @param fields beside the message
 */
record LogRecord(
    Instant at,
    Level level,
    String logger,
    String message,
    Map<String, String> fields,
    @Nullable Throwable failure) {}
