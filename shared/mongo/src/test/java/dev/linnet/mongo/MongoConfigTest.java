package dev.linnet.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.config.BadSetting;
import dev.linnet.config.Env;
import dev.linnet.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MongoConfigTest {
  @Test
  void by_default_it_is_a_server_on_this_host() {
    assertThat(MongoConfig.from(Env.of(Map.of())))
        .isEqualTo(new MongoConfig(new Secret("mongodb://localhost:27017"), "linnet"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mongodb://user:pass@a.example:27017,b.example/?replicaSet=rs0&tls=true",
        "mongodb+srv://cluster.example/?retryWrites=true"
      })
  void a_cluster_is_set(String uri) {
    Env env = Env.of(Map.of("MONGO_URI", uri, "MONGO_DATABASE", "links_2"));
    assertThat(MongoConfig.from(env)).isEqualTo(new MongoConfig(new Secret(uri), "links_2"));
  }

  @Test
  void the_uri_may_stand_in_a_file(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("uri"), "mongodb://a.example\n");
    Env env = Env.of(Map.of("MONGO_URI_FILE", file.toString()));
    assertThat(MongoConfig.from(env).uri()).isEqualTo(new Secret("mongodb://a.example"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.example:27017", "http://a.example", "mongodb://", "mongodb+srv://"})
  void a_bad_uri_is_refused_without_showing_it(String uri) {
    assertThatThrownBy(() -> MongoConfig.from(Env.of(Map.of("MONGO_URI", uri))))
        .isInstanceOf(BadSetting.class)
        .hasMessageStartingWith("MONGO_URI is not allowed; it must be a URI such as mongodb://");
  }

  @Test
  void a_password_in_a_bad_uri_is_not_shown() {
    Env env = Env.of(Map.of("MONGO_URI", "mongodb://user:hunter2@a.example:99999/"));
    assertThatThrownBy(() -> MongoConfig.from(env))
        .isInstanceOf(BadSetting.class)
        .message()
        .doesNotContain("hunter2");
  }

  @Test
  void a_bad_uri_in_a_file_names_the_file_s_variable(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("uri"), "a.example\n");
    Env env = Env.of(Map.of("MONGO_URI_FILE", file.toString()));
    assertThatThrownBy(() -> MongoConfig.from(env)).message().startsWith("MONGO_URI_FILE is not");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b", "a b", "a/b", "$a", "äöü"})
  void a_bad_database_is_refused(String database) {
    assertThatThrownBy(() -> MongoConfig.from(Env.of(Map.of("MONGO_DATABASE", database))))
        .isInstanceOf(BadSetting.class)
        .hasMessage(
            "MONGO_DATABASE is \"" + database + "\"; it must be 1 to 38 of A-Z a-z 0-9 _ -.");
    assertThatThrownBy(() -> new MongoConfig(new Secret("mongodb://a.example"), database))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_uri_is_never_shown() {
    MongoConfig config = new MongoConfig(new Secret("mongodb://user:hunter2@a.example"), "linnet");
    assertThat(config.toString()).doesNotContain("hunter2");
  }
}
