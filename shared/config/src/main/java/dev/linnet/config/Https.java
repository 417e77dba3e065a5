package dev.linnet.config;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** One request with a time limit; nothing stays open, so that a snapshot holds no connection. */
final class Https {
  private Https() {}

  /**
   * The text of a good answer.
   *
   * @throws IOException with the end of a sentence; what the answer said is in it, but no header
   */
  static String text(HttpRequest.Builder request, Duration limit) throws IOException {
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(limit)
            .build()) {
      HttpResponse<String> answer =
          client.send(request.timeout(limit).build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new Refused(answer.statusCode(), answer.body());
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the start was interrupted");
    }
  }

  /** Somebody answered, and it was no. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refused(int status, String said) {
      super("the answer was " + status + ": " + said.substring(0, Math.min(said.length(), 300)));
      this.status = status;
    }

    /** Whether asking again may help. */
    boolean mayPass() {
      return status >= 500 || status == 429;
    }
  }
}
