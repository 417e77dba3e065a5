package dev.linnet.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * One HTTP/1.1 connection at a time, as lean as can be: the client shares the machine with the
 * service. A service may end a connection after any reply, and does so after a number of them; then
 * the next request opens a new one.
 */
final class KeepAlive implements AutoCloseable {
  private static final int LIMIT_MILLIS = 20_000;

  private final URI service;
  private final StringBuilder line = new StringBuilder();
  private Wire wire;
  private long replies;
  private boolean isLast;

  KeepAlive(URI service) throws IOException {
    this.service = service;
    this.wire = Wire.to(service);
  }

  static byte[] get(String path) {
    return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] post(String path, String json) {
    return ("POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
            + json.length()
            + "\r\n\r\n"
            + json)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * What came back.
   *
   * @param location empty where there is none
   */
  record Reply(int status, String location, String body) {}

  Reply exchange(byte[] request) throws IOException {
    if (isLast) {
      wire.close();
      wire = Wire.to(service);
      replies = 0;
      isLast = false;
    }
    wire.out().write(request);
    int status = Integer.parseInt(readLine().substring(9, 12));
    String location = "";
    int length = 0;
    for (String header = readLine(); !header.isEmpty(); header = readLine()) {
      if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      } else if (header.regionMatches(true, 0, "Location:", 0, 9)) {
        location = header.substring(9).strip();
      } else if (header.equalsIgnoreCase("Connection: close")) {
        isLast = true;
      }
    }
    String body = new String(wire.in().readNBytes(length), StandardCharsets.UTF_8);
    replies++;
    return new Reply(status, location, body);
  }

  private String readLine() throws IOException {
    line.setLength(0);
    for (int b = wire.in().read(); b != '\n'; b = wire.in().read()) {
      if (b < 0) {
        throw new EOFException(
            service + " closed a connection without a word, after " + replies + " replies.");
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }

  private record Wire(Socket socket, InputStream in, OutputStream out) implements AutoCloseable {
    static Wire to(URI service) throws IOException {
      Socket socket = new Socket(service.getHost(), service.getPort());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(LIMIT_MILLIS);
      return new Wire(
          socket, new BufferedInputStream(socket.getInputStream(), 4096), socket.getOutputStream());
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
