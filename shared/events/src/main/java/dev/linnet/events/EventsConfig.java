package dev.linnet.events;

import dev.linnet.config.Env;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where events go.
 *
 * @param bus the name or ARN of the event bus
 * @param endpoint null on AWS, where region and credentials are those of the environment; else a
 *     bus that speaks EventBridge's protocol and asks for no credentials, such as local-runtime's
 */
public record EventsConfig(String bus, @Nullable URI endpoint) {
  private static final URI NO_ENDPOINT = URI.create("none:/");

  public static EventsConfig from(Env environment) {
    return environment.read(
        env -> {
          URI endpoint = env.uri("EVENTS_ENDPOINT", NO_ENDPOINT, "http", "https");
          return new EventsConfig(
              env.text("EVENT_BUS", "default"), endpoint.equals(NO_ENDPOINT) ? null : endpoint);
        });
  }
}
