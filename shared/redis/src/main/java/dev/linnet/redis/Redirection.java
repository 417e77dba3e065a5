package dev.linnet.redis;

import dev.linnet.links.Unavailable;
import io.lettuce.core.RedisCommandExecutionException;
import java.util.Optional;

/**
 * A node of a cluster says that another one has the key: {@code MOVED 3999 10.0.0.7:6379} for good,
 * or {@code ASK 3999 10.0.0.7:6379} for this once, while the slot is on its way there.
 */
record Redirection(boolean forGood, int slot, RedisServer to) {
  private static final String MOVED = "MOVED ";
  private static final String ASK = "ASK ";

  /**
   * @param asked the node that said so; where it names no host, it means its own
   */
  static Optional<Redirection> of(Unavailable refusal, RedisServer asked) {
    String text =
        refusal.getCause() instanceof RedisCommandExecutionException fault
            ? String.valueOf(fault.getMessage())
            : "";
    return text.startsWith(MOVED) || text.startsWith(ASK) ? parse(text, asked) : Optional.empty();
  }

  private static Optional<Redirection> parse(String text, RedisServer asked) {
    String[] words = text.split(" ", -1);
    if (words.length < 3) {
      return Optional.empty();
    }
    String server = words[2].startsWith(":") ? asked.host() + words[2] : words[2];
    try {
      int slot = Integer.parseInt(words[1]);
      return RedisServer.parse(server, asked.port())
          .map(to -> new Redirection(text.startsWith(MOVED), slot, to));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
