package dev.linnet.postgres;

import dev.linnet.config.Env;
import dev.linnet.config.Secret;

/**
 * How keys are made and how many are kept ready.
 *
 * @param keyLength characters of a generated key
 * @param secret seeds the order of the keys; must stay the same as long as keys exist
 * @param population keys that a refill fills the pool up to
 * @param lowMark a pool with fewer free keys than this asks for a refill; at most the population
 * @param batchSize keys in one block
 */
public record KeyPoolConfig(
    int keyLength, Secret secret, long population, long lowMark, int batchSize) {
  static final int SECRET_MIN_LENGTH = 16;
  static final int MAX_BLOCKS = 250_000;

  public KeyPoolConfig {
    if (lowMark > population) {
      throw new IllegalArgumentException("The low mark of a key pool is at most its population.");
    }
  }

  public static KeyPoolConfig from(Env environment) {
    return environment.read(KeyPoolConfig::read);
  }

  private static KeyPoolConfig read(Env env) {
    long population = env.number("KEY_POPULATION_COUNT", 10_000, 1, 10_000_000);
    int batchSize = env.integer("KEY_BATCH_SIZE", 64, 1, 10_000);
    if (population > (long) batchSize * MAX_BLOCKS) { // one fill is one transaction of seconds
      env.refuse("KEY_POPULATION_COUNT", "at most " + MAX_BLOCKS + " times KEY_BATCH_SIZE");
    }
    Secret secret = env.secret("KEY_SECRET");
    int secretLength = secret.value().length();
    if (secretLength > 0 && secretLength < SECRET_MIN_LENGTH) {
      env.refuseSecret("KEY_SECRET", "at least " + SECRET_MIN_LENGTH + " characters long");
    }
    return new KeyPoolConfig(
        env.integer("KEY_LENGTH", 7, 5, 12),
        secret,
        population,
        env.number("KEY_LOW_MARK", population / 2, 0, population),
        batchSize);
  }
}
