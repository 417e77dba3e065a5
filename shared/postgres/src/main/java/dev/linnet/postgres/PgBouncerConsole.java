package dev.linnet.postgres;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A talk with PgBouncer's console. The JDBC driver cannot have one: it begins with a {@code SET},
 * which the console refuses. So this speaks the few messages of PostgreSQL's protocol that a login
 * and a {@code SHOW} need.
 *
 * @see <a href="https://www.postgresql.org/docs/17/protocol-message-formats.html">the messages</a>
 */
final class PgBouncerConsole implements AutoCloseable {
  private static final String DATABASE = "pgbouncer";
  private static final int PROTOCOL_3 = 3 << 16;
  private static final int LENGTH_BYTES = 4;
  private static final int LARGEST = 1 << 20;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  private PgBouncerConsole(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    this.out = new DataOutputStream(socket.getOutputStream());
  }

  /**
   * Logs in by SCRAM, or without a password where none is asked for.
   *
   * @param limit for the connection, and for each silence after it
   * @throws IOException also when the login is refused
   */
  static PgBouncerConsole open(PostgresConfig config, Duration limit) throws IOException {
    Socket socket = new Socket();
    try {
      int millis = Math.toIntExact(limit.toMillis());
      socket.setSoTimeout(millis);
      socket.connect(new InetSocketAddress(config.host(), config.port()), millis);
      PgBouncerConsole console = new PgBouncerConsole(socket);
      console.login(config);
      return console;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** Rows of columns' names and values, as the console prints them. */
  List<Map<String, String>> show(String what) throws IOException {
    send('Q', text("SHOW " + what));
    List<String> names = List.of();
    List<Map<String, String>> rows = new ArrayList<>();
    for (Message message = read(); message.type != 'Z'; message = read()) {
      if (message.type == 'T') {
        names = columns(message.body);
      } else if (message.type == 'D') {
        rows.add(row(names, message.body));
      }
    }
    return rows;
  }

  private void login(PostgresConfig config) throws IOException {
    ByteArrayOutputStream startup = new ByteArrayOutputStream();
    startup.writeBytes(ByteBuffer.allocate(LENGTH_BYTES).putInt(PROTOCOL_3).array());
    for (String word : List.of("user", config.user(), "database", DATABASE, "")) {
      startup.writeBytes(text(word));
    }
    send(startup.toByteArray());
    ScramLogin scram = new ScramLogin(config.password());
    for (Message message = read(); message.type != 'Z'; message = read()) {
      if (message.type == 'R') {
        byte[] answer = scram.answer(message.body);
        if (answer.length > 0) {
          send('p', answer);
        }
      }
    }
  }

  private void send(char type, byte[] body) throws IOException {
    out.writeByte(type);
    send(body);
  }

  private void send(byte[] body) throws IOException {
    out.writeInt(body.length + LENGTH_BYTES);
    out.write(body);
    out.flush();
  }

  private Message read() throws IOException {
    char type = (char) in.readByte();
    int length = in.readInt() - LENGTH_BYTES;
    if (length < 0 || length > LARGEST) {
      throw new IOException("This is not PostgreSQL's protocol.");
    }
    ByteBuffer body = ByteBuffer.wrap(in.readNBytes(length));
    if (type == 'E') {
      throw new IOException("PgBouncer's console says: " + complaint(body));
    }
    return new Message(type, body);
  }

  /** Fields of an error begin with their kind; M is the message. */
  private static String complaint(ByteBuffer body) {
    while (body.hasRemaining()) {
      char kind = (char) body.get();
      String value = kind == 0 ? "" : string(body);
      if (kind == 'M') {
        return value;
      }
    }
    return "no";
  }

  private static List<String> columns(ByteBuffer body) {
    List<String> names = new ArrayList<>();
    int afterTheName = 18; // table, column, type, size, modifier, format
    for (int left = body.getShort(); left > 0; left--) {
      names.add(string(body));
      body.position(body.position() + afterTheName);
    }
    return names;
  }

  private static Map<String, String> row(List<String> names, ByteBuffer body) {
    Map<String, String> row = new LinkedHashMap<>();
    int count = body.getShort();
    for (int i = 0; i < count; i++) {
      int length = body.getInt();
      byte[] value = new byte[Math.max(0, length)];
      body.get(value);
      row.put(names.get(i), new String(value, StandardCharsets.UTF_8));
    }
    return row;
  }

  private static String string(ByteBuffer body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte b = body.get(); b != 0; b = body.get()) {
      bytes.write(b);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  static byte[] text(String text) {
    return (text + '\0').getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private record Message(char type, ByteBuffer body) {}
}
