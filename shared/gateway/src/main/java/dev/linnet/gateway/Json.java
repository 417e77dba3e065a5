package dev.linnet.gateway;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** The streaming readers and writers, with their limits. */
final class Json {
  /** Lambda itself takes no event above 6 MiB. */
  private static final int MAX_EVENT = 8 * 1024 * 1024;

  private static final JsonFactory EVENTS = factory(200, MAX_EVENT);
  private static final JsonFactory BODIES = factory(32, 1024 * 1024);

  private Json() {}

  static JsonParser events(InputStream in) {
    return EVENTS.createParser(ObjectReadContext.empty(), in);
  }

  static JsonParser bodies(String text) {
    return BODIES.createParser(ObjectReadContext.empty(), text);
  }

  static JsonGenerator writer(OutputStream out) {
    return EVENTS.createGenerator(ObjectWriteContext.empty(), out);
  }

  static JsonGenerator writer(Writer out) {
    return EVENTS.createGenerator(ObjectWriteContext.empty(), out);
  }

  private static JsonFactory factory(int depth, int length) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(depth)
                .maxDocumentLength(length)
                .maxStringLength(length)
                .build())
        .build();
  }
}
