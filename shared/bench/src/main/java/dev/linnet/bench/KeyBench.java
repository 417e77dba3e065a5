package dev.linnet.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What {@code shared/bench/keys} starts: measures the key pool and prints the docs' tables. */
public final class KeyBench {
  private static final int ROUNDS = 5;
  private static final double KIBIBYTE = 1024;
  private static final long[] MARKS = {1, 100_000, 1_000_000, 10_000_000};

  private KeyBench() {}

  public static void main(String[] arguments) throws Exception {
    Children.endWithUs();
    long[] marks = arguments.length == 0 ? MARKS : new long[] {1, Long.parseLong(arguments[0])};
    System.out.printf(
        Locale.ROOT,
        "16 clients, blocks of %d keys: %,.0f keys claimed a second%n%n",
        MeasuredPool.BLOCK,
        new ClaimBench().perSecond());
    List<List<ClaimBench.Size>> rounds = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      System.err.printf("  a new pool, %d of %d ...%n", round, ROUNDS);
      rounds.add(new ClaimBench().growth(marks));
    }
    System.out.printf("Medians of %d new pools, and what each had:%n%n", ROUNDS);
    System.out.println("| keys claimed | table | | index | |");
    System.out.println("|---:|---:|---|---:|---|");
    for (int mark = 0; mark < marks.length; mark++) {
      int at = mark;
      print(rounds.stream().map(sizes -> sizes.get(at)).toList());
    }
  }

  private static void print(List<ClaimBench.Size> sizes) {
    System.out.printf(
        Locale.ROOT,
        "| %,.0f | %s | %s |%n",
        Rounds.median(sizes, ClaimBench.Size::keys),
        kibibytes(sizes.stream().mapToLong(ClaimBench.Size::table).sorted().toArray()),
        kibibytes(sizes.stream().mapToLong(ClaimBench.Size::index).sorted().toArray()));
  }

  private static String kibibytes(long... sorted) {
    List<String> each =
        IntStream.range(0, sorted.length)
            .mapToObj(i -> "%.0f".formatted(sorted[i] / KIBIBYTE))
            .toList();
    return each.get(sorted.length / 2) + " KiB | " + String.join(", ", each);
  }
}
