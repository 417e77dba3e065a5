package dev.linnet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SecretStoreTest {
  private static final String ARN =
      "arn:aws:secretsmanager:eu-central-1:123456789012:secret:linnet/dev/db-password-AbCdEf";

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> answers = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;
  private Map<String, String> environment;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(task -> Thread.ofVirtual().start(task));
    server.start();
    environment =
        new HashMap<>(
            Map.of(
                SecretStore.ENDPOINT,
                address(),
                "AWS_ACCESS_KEY_ID",
                "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY",
                "never shown",
                "AWS_SESSION_TOKEN",
                "session",
                "DB_PASSWORD_SECRET_ARN",
                ARN));
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  @Test
  void a_secret_is_asked_for_by_its_arn_in_a_signed_request() {
    answers.add("200 {\"Name\":\"db-password\",\"SecretString\":\"a\\\"b\\\\c\\u00e9\\n\"}");

    Secret secret = Env.of(environment).secret("DB_PASSWORD");

    assertThat(secret.value()).isEqualTo("a\"b\\cé\n");
    assertThat(asked)
        .singleElement()
        .asString()
        .contains("POST /", "secretsmanager.GetSecretValue", "{\"SecretId\":\"" + ARN + "\"}")
        .contains("Credential=AKIDEXAMPLE/", "/eu-central-1/secretsmanager/aws4_request")
        .contains("SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target")
        .doesNotContain("never shown");
  }

  @Test
  void a_function_that_starts_from_a_snapshot_asks_lambda_for_its_credentials() {
    environment.keySet().removeIf(name -> name.startsWith("AWS_") && !name.contains("ENDPOINT"));
    environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", address() + "/credentials");
    environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "let me in");
    answers.add("200 {\"AccessKeyId\":\"ASIA\",\"SecretAccessKey\":\"s\",\"Token\":\"t\"}");
    answers.add("200 {\"SecretString\":\"opened\"}");

    assertThat(Env.of(environment).secret("DB_PASSWORD").value()).isEqualTo("opened");
    assertThat(asked.getFirst()).contains("GET /credentials", "let me in");
    assertThat(asked.getLast()).contains("Credential=ASIA/");
  }

  @Test
  void what_passes_is_asked_for_again() {
    answers.addAll(List.of("500 busy", "429 later", "200 {\"SecretString\":\"at last\"}"));

    assertThat(Env.of(environment).secret("DB_PASSWORD").value()).isEqualTo("at last");
  }

  @Test
  void a_refusal_is_told_in_a_sentence_and_not_repeated() {
    answers.add("400 {\"__type\":\"AccessDeniedException\",\"Message\":\"not allowed\"}");

    assertThatThrownBy(() -> Env.of(environment).secret("DB_PASSWORD"))
        .isInstanceOf(BadSetting.class)
        .hasMessage(
            "DB_PASSWORD_SECRET_ARN names a secret that cannot be read: \"%s\": the answer was 400:"
                + " {\"__type\":\"AccessDeniedException\",\"Message\":\"not allowed\"}.",
            ARN);
    assertThat(asked).hasSize(1);
  }

  @Test
  void who_never_answers_is_not_waited_for() {
    answers.addAll(List.of("hang", "hang", "hang"));

    SecretStore secrets =
        new SecretStore(environment, InstantSource.system(), Duration.ofMillis(300));

    assertThatThrownBy(() -> secrets.read(ARN))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("timed out");
    assertThat(asked).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void nobody_at_the_address_no_credentials_and_a_wrong_arn_are_told() {
    server.stop(0);
    assertThatThrownBy(() -> Env.of(environment).secret("DB_PASSWORD"))
        .hasMessageContaining("ConnectException");

    environment.remove("AWS_ACCESS_KEY_ID");
    assertThatThrownBy(() -> Env.of(environment).secret("DB_PASSWORD"))
        .hasMessageContaining("there are no credentials of AWS in the environment.");

    environment.put("DB_PASSWORD_SECRET_ARN", "hunter2");
    assertThatThrownBy(() -> Env.of(environment).secret("DB_PASSWORD"))
        .hasMessage(
            "DB_PASSWORD_SECRET_ARN is \"hunter2\"; it must be the ARN of a secret in AWS Secrets"
                + " Manager.");
  }

  @Test
  void a_secret_of_bytes_is_told_to_be_no_text() {
    answers.add("200 {\"SecretBinary\":\"AAAA\"}");

    assertThatThrownBy(() -> Env.of(environment).secret("DB_PASSWORD"))
        .hasMessageContaining("the answer has no SecretString");
  }

  private String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + exchange.getRequestHeaders().entrySet()
            + body);
    String answer = answers.removeFirst();
    if (answer.equals("hang")) {
      await();
      return;
    }
    byte[] text = answer.substring(4).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), text.length);
    exchange.getResponseBody().write(text);
    exchange.close();
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
