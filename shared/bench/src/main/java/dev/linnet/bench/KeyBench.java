package dev.linnet.bench;

import java.util.List;
import java.util.Locale;

/** What {@code shared/bench/keys} starts: measures the key pool and prints the docs' tables. */
public final class KeyBench {
  private static final double KIBIBYTE = 1024;
  private static final long[] MARKS = {1, 100_000, 1_000_000, 10_000_000, 30_000_000};

  private KeyBench() {}

  public static void main(String[] arguments) throws Exception {
    Children.endWithUs();
    long[] marks = arguments.length == 0 ? MARKS : new long[] {1, Long.parseLong(arguments[0])};
    System.out.printf(
        Locale.ROOT,
        "16 clients, blocks of %d keys: %,.0f keys claimed a second%n%n",
        MeasuredPool.BLOCK,
        new ClaimBench().perSecond());
    print(new ClaimBench().growth(marks));
  }

  private static void print(List<ClaimBench.Size> sizes) {
    System.out.println("| keys claimed | table | index |");
    System.out.println("|---:|---:|---:|");
    for (ClaimBench.Size size : sizes) {
      System.out.printf(
          Locale.ROOT,
          "| %,d | %,.0f KiB | %,.0f KiB |%n",
          size.keys(),
          size.table() / KIBIBYTE,
          size.index() / KIBIBYTE);
    }
  }
}
