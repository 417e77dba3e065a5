package dev.linnet.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * A way to set a secret called {@code NAME}: the variable {@code NAME + suffix} holds it, or says
 * where it is kept.
 */
record SecretSource(String suffix, Opener opener) {
  static final SecretSource VALUE = new SecretSource("", (value, environment) -> value);
  static final SecretSource FILE = new SecretSource("_FILE", (path, environment) -> readFile(path));

  /** In AWS Secrets Manager. */
  static final SecretSource ARN =
      new SecretSource(
          "_SECRET_ARN",
          (arn, environment) ->
              new SecretStore(environment, InstantSource.system(), SecretStore.LIMIT).read(arn));

  private static final int MAX_BYTES = 64 * 1024;

  interface Opener {
    /**
     * Gets the secret.
     *
     * @param setting what the variable holds
     * @param environment all variables
     * @throws IOException with the end of a sentence that begins with the variable's name; it may
     *     show the setting only where that is not the secret itself
     */
    String open(String setting, Map<String, String> environment) throws IOException;
  }

  private static String readFile(String path) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(Path.of(path))) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException | InvalidPathException e) {
      throw new IOException("names a file that cannot be read: \"" + path + "\".", e);
    }
    if (bytes.length > MAX_BYTES) {
      throw new IOException("names a file of more than 64 KiB: \"" + path + "\".");
    }
    String secret = withoutLineEnd(new String(bytes, StandardCharsets.UTF_8));
    if (secret.isEmpty()) {
      throw new IOException("names a file that is empty: \"" + path + "\".");
    }
    return secret;
  }

  /** Editors and {@code echo} end a file with a newline, which is no part of the secret. */
  private static String withoutLineEnd(String text) {
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
