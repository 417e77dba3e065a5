package dev.linnet.postgres;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.exception.ScramException;
import dev.linnet.config.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Our side of a login to a server that speaks PostgreSQL's protocol.
 *
 * @see <a href="https://www.postgresql.org/docs/17/sasl-authentication.html">how it goes</a>
 */
final class ScramLogin {
  private static final byte[] NOTHING = {};
  private static final int OK = 0;
  private static final int SASL = 10;
  private static final int SASL_CONTINUE = 11;
  private static final int SASL_FINAL = 12;

  private final Secret password;
  private @Nullable ScramClient talk;

  ScramLogin(Secret password) {
    this.password = password;
  }

  /** What to say to an authentication message; empty: nothing. */
  byte[] answer(ByteBuffer message) throws IOException {
    int kind = message.getInt();
    try {
      return switch (kind) {
        case OK -> NOTHING;
        case SASL -> first(mechanisms(message));
        case SASL_CONTINUE -> last(rest(message));
        case SASL_FINAL -> checked(rest(message));
        default -> throw new IOException("Passwords are told by SCRAM only, not by way " + kind);
      };
    } catch (ScramException | IllegalArgumentException e) {
      throw new IOException("The login by SCRAM failed.", e);
    }
  }

  private byte[] first(List<String> mechanisms) {
    ScramClient client = clientOf(mechanisms, password.value());
    talk = client;
    byte[] message = client.clientFirstMessage().toString().getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    answer.writeBytes(PgBouncerConsole.text(client.getScramMechanism().getName()));
    answer.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(message.length).array());
    answer.writeBytes(message);
    return answer.toByteArray();
  }

  private byte[] last(String challenge) throws ScramException {
    ScramClient client = begun();
    client.serverFirstMessage(challenge);
    return client.clientFinalMessage().toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The server has to know the password too. */
  private byte[] checked(String proof) throws ScramException {
    begun().serverFinalMessage(proof);
    return NOTHING;
  }

  private ScramClient begun() {
    if (talk == null) {
      throw new IllegalArgumentException("A login does not begin in the middle.");
    }
    return talk;
  }

  /** The name is told when the connection starts, so that here it does not matter. */
  private static ScramClient clientOf(List<String> mechanisms, String password) {
    return ScramClient.builder()
        .advertisedMechanisms(mechanisms)
        .username("*")
        .password(password.toCharArray())
        .build();
  }

  /** Those that end in -PLUS are for TLS. */
  private static List<String> mechanisms(ByteBuffer message) {
    return Pattern.compile("\\x00")
        .splitAsStream(rest(message))
        .filter(name -> !name.isEmpty() && !name.endsWith("-PLUS"))
        .toList();
  }

  private static String rest(ByteBuffer message) {
    byte[] bytes = new byte[message.remaining()];
    message.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
