package dev.linnet.mongo;

import com.mongodb.ConnectionString;
import dev.linnet.config.Env;
import dev.linnet.config.Secret;
import java.util.regex.Pattern;

/**
 * Where MongoDB is. Limits of time and size that the URI names go before those of {@link
 * MongoConnection}; how durable a write must be is not for the URI to say.
 *
 * @param uri may carry a password
 */
public record MongoConfig(Secret uri, String database) {
  private static final String SRV = "mongodb+srv://";
  private static final Pattern DATABASE = Pattern.compile("[A-Za-z0-9_-]{1,38}");
  private static final String DATABASE_RULE = "1 to 38 of A-Z a-z 0-9 _ -";

  public MongoConfig {
    if (!DATABASE.matcher(database).matches()) {
      throw new IllegalArgumentException("The name of a database is " + DATABASE_RULE + ".");
    }
  }

  public static MongoConfig from(Env environment) {
    return environment.read(
        env -> {
          Secret uri = env.secret("MONGO_URI", "mongodb://localhost:27017");
          if (!isWellFormed(uri.value())) {
            env.refuseSecret(
                env.secretVariable("MONGO_URI"),
                "a URI such as mongodb://user:password@host:27017/?replicaSet=rs0");
          }
          String database = env.text("MONGO_DATABASE", "linnet");
          if (!DATABASE.matcher(database).matches()) {
            env.refuse("MONGO_DATABASE", DATABASE_RULE);
            database = "linnet";
          }
          return new MongoConfig(uri, database);
        });
  }

  /** To look further into an SRV name means to ask DNS, which a start does not wait for. */
  private static boolean isWellFormed(String uri) {
    if (uri.startsWith(SRV)) {
      return uri.length() > SRV.length();
    }
    try {
      return !new ConnectionString(uri).getHosts().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
