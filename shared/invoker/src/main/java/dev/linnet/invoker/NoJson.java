package dev.linnet.invoker;

import java.lang.reflect.Type;
import org.springframework.cloud.function.json.JsonMapper;

/** Our functions take and give bytes; where Spring asks for JSON, something is wired wrongly. */
final class NoJson extends JsonMapper {
  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals") // The superclass has it so.
  protected <T> T doFromJson(Object json, Type type) {
    throw new UnsupportedOperationException("Functions read their bytes themselves.");
  }

  @Override
  public String toString(Object value) {
    throw new UnsupportedOperationException("Functions write their bytes themselves.");
  }
}
