package dev.linnet.load;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The run as a picture: requests a second, latencies and memory over time, one below the other. */
final class Graph {
  private static final int WIDTH = 760;
  private static final int PANEL = 120;
  private static final int LEFT = 70;
  private static final int GAP = 40;
  private static final String[] COLOURS = {"#0b6e99", "#c0392b"};

  private final List<Panel> panels = new ArrayList<>();
  private final double seconds;

  Graph(List<Tally.Line> lines, List<Double> megabytes, Duration look) {
    List<double[]> rate = new ArrayList<>();
    List<double[]> p50 = new ArrayList<>();
    List<double[]> p99 = new ArrayList<>();
    for (Tally.Line line : lines) {
      rate.add(new double[] {line.from(), line.perSecond()});
      p50.add(new double[] {line.from(), line.p50()});
      p99.add(new double[] {line.from(), line.p99()});
    }
    List<double[]> memory = new ArrayList<>();
    for (int i = 0; i < megabytes.size(); i++) {
      memory.add(new double[] {i * (double) look.toSeconds(), megabytes.get(i)});
    }
    panels.add(new Panel("requests/s", List.of(rate), false));
    panels.add(new Panel("p50 and p99, ms", List.of(p50, p99), true));
    if (!memory.isEmpty()) {
      panels.add(new Panel("memory, MB", List.of(memory), false));
    }
    seconds = Math.max(1, lines.isEmpty() ? 1 : lines.getLast().from());
  }

  /** Latencies are told by decades from a tenth of a millisecond up, all else from zero. */
  private record Panel(String title, List<List<double[]>> curves, boolean byDecades) {
    private static final double LOWEST = 0.1;

    List<Double> marks() {
      double highest =
          curves.stream().flatMap(List::stream).mapToDouble(point -> point[1]).max().orElse(1);
      if (!byDecades) {
        return List.of(0.0, 1.1 * highest);
      }
      List<Double> decades = new ArrayList<>(List.of(LOWEST));
      while (decades.getLast() < highest) {
        decades.add(10 * decades.getLast());
      }
      return decades;
    }

    /** Of the panel's height, 0 to 1. */
    double height(double value, double top) {
      return byDecades
          ? Math.log(Math.max(value, LOWEST) / LOWEST) / Math.log(top / LOWEST)
          : value / top;
    }
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    int height = panels.size() * (PANEL + GAP) + GAP;
    svg.append(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-size=\"12\""
                + " font-family=\"sans-serif\">%n<rect width=\"100%%\" height=\"100%%\""
                + " fill=\"white\"/>%n",
            WIDTH, height));
    for (int i = 0; i < panels.size(); i++) {
      draw(svg, panels.get(i), GAP + i * (PANEL + GAP));
    }
    return svg.append("</svg>\n").toString();
  }

  private void draw(StringBuilder svg, Panel panel, int y) {
    int bottom = y + PANEL;
    svg.append(format("<text x=\"%d\" y=\"%d\">%s</text>%n", LEFT, y - 8, panel.title()));
    svg.append(
        format(
            "<path d=\"M%d %d V%d H%d\" fill=\"none\" stroke=\"#888\"/>%n",
            LEFT, y, bottom, WIDTH - GAP));
    double top = panel.marks().getLast();
    for (double mark : panel.marks()) {
      svg.append(mark(mark, bottom - (int) (PANEL * panel.height(mark, top))));
    }
    svg.append(
        format(
            "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.0f s</text>%n",
            WIDTH - GAP, bottom + 14, seconds));
    for (int i = 0; i < panel.curves().size(); i++) {
      svg.append(curve(panel, panel.curves().get(i), top, y, COLOURS[i]));
    }
  }

  private String curve(Panel panel, List<double[]> points, double top, int y, String colour) {
    StringBuilder path = new StringBuilder();
    for (double[] point : points) {
      double x = LEFT + (WIDTH - GAP - LEFT) * Math.min(1, point[0] / seconds);
      path.append(format("%.1f,%.1f ", x, y + PANEL * (1 - panel.height(point[1], top))));
    }
    return format(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>%n",
        path.toString().strip(), colour);
  }

  private static String mark(double value, int y) {
    return format(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n"
            + "<path d=\"M%d %d H%d\" stroke=\"#ddd\"/>%n",
        LEFT - 6,
        y + 4,
        format(value < 1 && value > 0 ? "%.1f" : "%,.0f", value),
        LEFT,
        y,
        WIDTH - GAP);
  }

  @FormatMethod
  private static String format(@FormatString String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
