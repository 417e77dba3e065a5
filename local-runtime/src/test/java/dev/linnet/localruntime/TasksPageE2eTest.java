package dev.linnet.localruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tasks page in a real browser: the Chromium of this machine, led by Playwright. */
@Tag("browser")
@Timeout(300)
class TasksPageE2eTest {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final String RUN = "Run now: refill-keys";

  @TempDir static Path data;

  private static RunningLinnet linnet;
  private static Playwright playwright;
  private static Browser browser;

  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void start() {
    Optional<Path> chromium = chromium();
    assumeTrue(
        chromium.isPresent(), "No Chromium here: install one, Debian's package chromium say.");
    linnet = RunningLinnet.start(data, "FUNCTION_MODE_MONITOR=runtime-api");
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium.orElseThrow())
                    .setArgs(List.of("--no-sandbox")));
  }

  @AfterAll
  static void stop() {
    if (linnet != null) {
      browser.close();
      playwright.close();
      linnet.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"360, LIGHT", "360, DARK", "1280, LIGHT", "1280, DARK"})
  void it_fits_every_screen_in_light_and_dark(int width, ColorScheme scheme) throws IOException {
    try (Page page = open(width, scheme, linnet.operator() + "/tasks")) {
      page.locator("#environments tbody tr").first().waitFor();
      page.locator("#throughput svg").waitFor();

      assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(width);
      Files.createDirectories(SCREENSHOTS);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(SCREENSHOTS.resolve("tasks-%d-%s.png".formatted(width, scheme)))
              .setFullPage(true));
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void a_schedule_is_run_paused_and_resumed_by_keyboard_without_a_reload() {
    try (Page page = open(800, ColorScheme.LIGHT, linnet.operator() + "/tasks")) {
      Locator rows = page.locator("#recent tbody tr");
      rows.first().waitFor();
      int before = rows.count();
      page.evaluate("window.notReloaded = true");

      page.getByLabel(RUN).focus();
      page.keyboard().press("Enter");
      rows.nth(before).waitFor();
      assertThat(page.evaluate("document.activeElement.ariaLabel")).isEqualTo(RUN);

      page.getByLabel("Pause: refill-keys").focus();
      page.keyboard().press("Enter");
      page.getByLabel("Resume: refill-keys").waitFor();
      page.getByLabel("Resume: refill-keys").focus();
      page.keyboard().press("Enter");
      page.getByLabel("Pause: refill-keys").waitFor();

      assertThat(page.evaluate("window.notReloaded")).isEqualTo(true);
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void on_the_public_port_an_operator_s_key_opens_it() throws IOException {
    String key = Files.readString(data.resolve("secrets/operator-key")).strip();
    try (Page page = open(360, ColorScheme.LIGHT, linnet.address() + "/tasks")) {
      page.getByLabel("Operator's key").fill("wrong-wrong-wrong-wrong");
      Response refused =
          page.waitForResponse("**/tasks/login", () -> page.keyboard().press("Enter"));
      assertThat(refused.status()).isEqualTo(401);
      page.waitForURL("**/tasks/login");
      assertThat(page.locator("#schedules").count()).isZero();

      page.getByLabel("Operator's key").fill(key);
      page.keyboard().press("Enter");
      page.waitForURL("**/tasks");

      page.getByLabel(RUN).waitFor();
      page.getByText("Live", new Page.GetByTextOptions().setExact(true)).waitFor();
    }
  }

  private Page open(int width, ColorScheme scheme, String address) {
    Page page =
        browser.newPage(
            new Browser.NewPageOptions().setViewportSize(width, 800).setColorScheme(scheme));
    page.onConsoleMessage(this::listen);
    page.onPageError(complaints::add);
    page.navigate(address);
    return page;
  }

  private void listen(ConsoleMessage message) {
    if (message.type().equals("error") || message.type().equals("warning")) {
      complaints.add(message.text());
    }
  }

  private static Optional<Path> chromium() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
