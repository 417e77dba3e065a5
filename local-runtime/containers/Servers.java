import dev.linnet.embedded.Binaries;
import dev.linnet.embedded.EmbeddedMongo;
import dev.linnet.embedded.EmbeddedRedis;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The servers that the image's training run asks: Redis and MongoDB's stand-in, until the input
 * ends.
 */
public final class Servers {
  private Servers() {}

  /** Arguments: a folder, the port of Redis, the password of Redis, the port of MongoDB. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Binaries binaries = new Binaries(folder.resolve("programs"));
    try (EmbeddedRedis redis =
            EmbeddedRedis.start(
                binaries, folder.resolve("redis"), Integer.parseInt(arguments[1]), arguments[2]);
        EmbeddedMongo mongo =
            EmbeddedMongo.start(folder.resolve("mongo"), Integer.parseInt(arguments[3]))) {
      System.out.println("ready");
      System.in.read();
    }
  }
}
