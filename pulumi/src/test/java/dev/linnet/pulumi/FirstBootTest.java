package dev.linnet.pulumi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FirstBootTest {
  @Test
  void the_script_is_a_script_and_names_the_folder(@TempDir Path folder) throws Exception {
    Path script = Files.writeString(folder.resolve("script"), FirstBoot.script("postgresql"));

    Process shell = new ProcessBuilder("sh", "-n", script.toString()).inheritIO().start();

    assertThat(shell.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(shell.exitValue()).isZero();
    assertThat(script).content().contains("folder='postgresql'").doesNotContain("@FOLDER@");
  }

  @Test
  void it_reports_what_the_alarm_looks_at_and_fits_into_user_data() {
    String script = FirstBoot.script("redis");

    assertThat(script).contains("--namespace " + FirstBoot.NAMESPACE);
    assertThat(script).contains("--metric-name " + FirstBoot.DISK_METRIC);
    assertThat(script.length()).isLessThan(16 * 1024);
  }
}
