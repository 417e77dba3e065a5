package dev.linnet.localruntime.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionZipTest {
  @TempDir private Path folder;
  private Path cache;

  @BeforeEach
  void open() {
    cache = folder.resolve("cache");
  }

  @Test
  void a_zip_is_unpacked_with_its_folders() throws IOException {
    Path unpacked = unpacked(Map.of("lib/", "", "lib/a.jar", "jar", "Handler.class", "class"));

    assertThat(unpacked.resolve("lib/a.jar")).hasContent("jar");
    assertThat(unpacked.resolve("Handler.class")).hasContent("class");
  }

  @Test
  void the_same_content_is_unpacked_once() throws IOException {
    Path first = unpacked(Map.of("a", "1"));
    Files.writeString(first.resolve("a"), "still there");

    assertThat(unpacked(Map.of("a", "1"))).isEqualTo(first);
    assertThat(first.resolve("a")).hasContent("still there");
  }

  @Test
  void another_content_has_another_folder() throws IOException {
    assertThat(unpacked(Map.of("a", "1"))).isNotEqualTo(unpacked(Map.of("a", "2")));
  }

  @Test
  void a_folder_in_the_place_of_the_zip_is_taken_as_it_is() throws IOException {
    Path ready = Files.createDirectories(folder.resolve("linnet-test"));

    assertThat(FunctionZip.unpacked(folder.resolve("linnet-test.zip"), cache)).isEqualTo(ready);
    assertThat(cache).doesNotExist();
  }

  @Test
  void a_folder_beside_the_zip_is_passed_over() throws IOException {
    Path stale = Files.createDirectories(folder.resolve("test"));

    assertThat(unpacked(Map.of("a", "1"))).isNotEqualTo(stale).isDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "lib/../../evil", "/evil/../../../evil"})
  void an_entry_that_leads_out_of_the_folder_is_refused(String entry) {
    assertThatThrownBy(() -> unpacked(Map.of(entry, "evil")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("leads out of its folder");
    assertThat(folder.resolve("evil")).doesNotExist();
    assertThat(cache.resolve("evil")).doesNotExist();
  }

  private Path unpacked(Map<String, String> entries) throws IOException {
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    entries.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return FunctionZip.unpacked(TestZip.of(folder.resolve("test.zip"), bytes), cache);
  }
}
