package dev.linnet.localruntime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user of the service; every reply that it gets is held against the OpenAPI document. */
final class Client implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Pattern KEY = Pattern.compile("\"key\":\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(LIMIT)
          .build();
  private final URI base;
  private final Contract contract;

  Client(URI base) {
    this.base = base;
    this.contract = Contract.of(send(HttpRequest.newBuilder(base.resolve("/openapi.json"))).body());
  }

  /** What the service promises. */
  Contract contract() {
    return contract;
  }

  HttpResponse<String> get(String path, String... headers) {
    return exchange("GET", path, HttpRequest.BodyPublishers.noBody(), headers);
  }

  HttpResponse<String> exchange(
      String method, String path, HttpRequest.BodyPublisher body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> response = send(request);
    contract.check(method, path, response);
    return response;
  }

  /** Posts a JSON body to the create route. */
  HttpResponse<String> create(String json, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = "application/json";
    System.arraycopy(headers, 0, all, 2, headers.length);
    return exchange("POST", "/api/v1/create", HttpRequest.BodyPublishers.ofString(json), all);
  }

  /** Makes a link, and gives its key. */
  String shorten(String longUrl) {
    HttpResponse<String> response = create("{\"long_url\":\"" + longUrl + "\"}");
    if (response.statusCode() != 201) {
      throw new AssertionError("No link: " + response.statusCode() + " " + response.body());
    }
    return keyOf(response);
  }

  static String keyOf(HttpResponse<String> created) {
    Matcher matcher = KEY.matcher(created.body());
    if (!matcher.find()) {
      throw new AssertionError("No key in " + created.body());
    }
    return matcher.group(1);
  }

  /** Where the key leads; what came instead where it leads nowhere. */
  String follow(String key) {
    HttpResponse<String> response = get("/" + key);
    return response.statusCode() == 302
        ? response.headers().firstValue("Location").orElse("no Location")
        : response.statusCode() + " " + response.body();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
