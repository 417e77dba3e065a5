package dev.linnet.redis;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** The tables of {@code docs/scale.md} are what the simulation gives. */
final class HitRatesTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "scale.md");
  private static final Path PRINTED = Path.of("target", "hit-rates.md");
  private static final Duration TRACKED = Duration.ofSeconds(60);
  private static final Duration UNTRACKED = NearCacheConfig.UNTRACKED_TTL;
  private static final double[] EXPONENTS = {0.8, 0.9, 1.0, 1.1, 1.2};
  private static final int[] SIZES = {1_000, 10_000, 100_000};
  private static final double[] SOME_EXPONENTS = {0.8, 1.0, 1.2};
  private static final int SIZES_RATE = 5_000;
  private static final int[] RATES = {10, 100, 1_000};
  private static final int WARM = 300_000; // a minute at that rate
  private static final int WARM_AT_RATES = 80_000;
  private static final int SYSTEM_RATE = 100_000;
  private static final int RUNS_OF_SMALL = 9;
  private static final double POINT = 1.0; // Caffeine admits by chance now and then
  private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*(?:\\.\\d+)?");

  @Test
  void the_page_says_what_the_simulation_gives() throws IOException {
    String tables = bySize() + "\n" + byRate() + "\n" + redis();
    Files.writeString(PRINTED, tables);
    String page = Files.readString(PAGE);
    List<String> simulated = tables.lines().filter(HitRatesTest::isRow).toList();
    List<String> quoted = page.lines().filter(HitRatesTest::isRow).toList();
    assertThat(page).as("the headings of").contains(heads(tables));
    for (String row : simulated) {
      assertThat(quoted).as(row).anySatisfy(line -> assertAgree(line, row));
    }
  }

  @Test
  void a_simulated_cache_that_nothing_is_too_large_for_hits_as_often_as_calculated() {
    int perSecond = 1_000;
    double simulated = HitRates.near(1.0, Integer.MAX_VALUE, TRACKED, perSecond, 150_000);
    double calculated = HitRates.unbounded(1.0, TRACKED, perSecond).hitRate();
    assertThat(simulated).isCloseTo(calculated, within(0.01));
  }

  @Test
  void the_popularity_of_links_is_zipf_s() {
    Zipf zipf = new Zipf(1_000, 1.0, new SplittableRandom(1));
    double[] drawn = new double[1_001];
    int draws = 400_000;
    for (int i = 0; i < draws; i++) {
      drawn[(int) zipf.next()]++;
    }
    double all = DoubleStream.iterate(1, rank -> rank + 1).limit(1_000).map(r -> 1 / r).sum();
    for (int rank : new int[] {1, 2, 3, 10, 50}) {
      assertThat(drawn[rank] / draws).isCloseTo(1 / (rank * all), within(0.002));
    }
  }

  private static String bySize() {
    List<List<String>> rows = new ArrayList<>();
    for (int size : SIZES) {
      rows.add(
          row("%,d entries".formatted(size), DoubleStream.of(EXPONENTS).map(s -> bySize(s, size))));
    }
    return table("near cache of, at 5,000/s", heads(EXPONENTS), rows);
  }

  /** The median: by chance a small cache now and then adapts itself a point or two worse. */
  private static double bySize(double exponent, int size) {
    int runs = size == SIZES[0] ? RUNS_OF_SMALL : 1;
    return DoubleStream.generate(() -> HitRates.near(exponent, size, TRACKED, SIZES_RATE, WARM))
        .limit(runs)
        .sorted()
        .toArray()[runs / 2];
  }

  private static String byRate() {
    List<List<String>> rows = new ArrayList<>();
    for (Duration ttl : List.of(TRACKED, UNTRACKED)) {
      for (int rate : RATES) {
        rows.add(
            row(
                "%,d/s, %d s".formatted(rate, ttl.toSeconds()),
                DoubleStream.of(SOME_EXPONENTS)
                    .map(s -> HitRates.near(s, SIZES[2], ttl, rate, WARM_AT_RATES))));
      }
    }
    return table("one process gets, an entry lives", heads(SOME_EXPONENTS), rows);
  }

  private static String redis() {
    List<List<String>> rows = new ArrayList<>();
    for (double exponent : EXPONENTS) {
      var steady = HitRates.unbounded(exponent, RedisConfig.TTL, SYSTEM_RATE);
      rows.add(
          List.of(
              "exponent %.1f".formatted(exponent),
              "%.1f %%".formatted(100 * steady.hitRate()),
              "%.1f million".formatted(steady.entries() / 1e6),
              "%,.0f".formatted(SYSTEM_RATE * (1 - steady.hitRate()))));
    }
    return table(
        "100,000/s in all", List.of("hit in Redis", "entries alive", "reads of MongoDB/s"), rows);
  }

  private static List<String> heads(double[] exponents) {
    return DoubleStream.of(exponents).mapToObj("exponent %.1f"::formatted).toList();
  }

  private static List<String> row(String name, DoubleStream rates) {
    List<String> cells = new ArrayList<>(List.of(name));
    rates.forEach(rate -> cells.add(String.format(Locale.ROOT, "%.1f %%", 100 * rate)));
    return cells;
  }

  private static String table(String what, List<String> heads, List<List<String>> rows) {
    return "| %s | %s |\n".formatted(what, String.join(" | ", heads))
        + "|---|"
        + "---:|".repeat(heads.size())
        + "\n"
        + rows.stream().map(row -> "| " + String.join(" | ", row) + " |\n").collect(joining());
  }

  private static List<String> heads(String tables) {
    return tables.lines().filter(line -> line.startsWith("| ") && !isRow(line)).toList();
  }

  private static boolean isRow(String line) {
    return line.startsWith("| ") && line.contains(" % |");
  }

  /** The same names, and figures that differ by one point, or one in a hundred, at most. */
  private static void assertAgree(String line, String row) {
    assertThat(name(line)).isEqualTo(name(row));
    List<Double> quoted = numbers(line);
    List<Double> simulated = numbers(row);
    assertThat(quoted).hasSameSizeAs(simulated);
    for (int i = 0; i < quoted.size(); i++) {
      double figure = simulated.get(i);
      assertThat(quoted.get(i)).isCloseTo(figure, within(Math.max(POINT, figure / 100)));
    }
  }

  private static String name(String row) {
    return row.substring(0, row.indexOf('|', 1));
  }

  private static List<Double> numbers(String row) {
    Matcher matcher = NUMBER.matcher(row.substring(row.indexOf('|', 1)));
    return matcher.results().map(r -> Double.valueOf(r.group().replace(",", ""))).toList();
  }
}
