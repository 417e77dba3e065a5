package dev.linnet.pulumi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The components of a stack as boxes of what they consist of, with arrows to what they need. */
final class Picture {
  private static final int WIDTH = 270;
  private static final int GAP = 60;
  private static final int LINE = 16;
  private static final int COLUMNS = 4;

  private final Map<String, Map<String, Integer>> contents = new TreeMap<>();
  private final Map<String, Set<String>> needs = new TreeMap<>();
  private final Map<String, int[]> places = new LinkedHashMap<>();

  Picture(Graph graph) {
    for (Declared resource : graph.resources()) {
      if (resource.parent().contains("linnet:aws:")) {
        String component = componentOf(resource.parent());
        contents
            .computeIfAbsent(component, c -> new TreeMap<>())
            .merge(resource.kind(), 1, Integer::sum);
        Set<String> needed = needs.computeIfAbsent(component, c -> new TreeSet<>());
        resource.dependencies().stream().map(Picture::componentOf).forEach(needed::add);
        needed.removeAll(Set.of(component, ""));
      }
    }
  }

  private static String componentOf(String urn) {
    return urn.contains("linnet:aws:") ? urn.replaceAll(".*linnet:aws:([A-Za-z]+).*", "$1") : "";
  }

  /** Deterministic: the same graph is the same text. */
  String svg() {
    int height = place();
    List<String> parts = new ArrayList<>();
    needs.forEach((from, all) -> all.forEach(to -> parts.add(arrow(from, to))));
    places.keySet().forEach(component -> parts.add(box(component)));
    int width = COLUMNS * (WIDTH + GAP) + GAP;
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
    <title>What production consists of: components, their resources, and what they need</title>
    <defs><marker id="tip" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto"><path d="M0 0L8 4L0 8z" fill="#89a"/></marker></defs>
    <rect width="100%%" height="100%%" fill="#fff"/>
    %s
    </svg>
    """
        .formatted(width, height, String.join("\n", parts));
  }

  /** Column by column, each box where its column is lowest; answers the height of all. */
  private int place() {
    int[] bottom = new int[COLUMNS];
    List<String> bySize =
        contents.keySet().stream()
            .sorted((a, b) -> contents.get(b).size() - contents.get(a).size())
            .toList();
    for (String component : bySize) {
      int column = 0;
      for (int other = 1; other < COLUMNS; other++) {
        column = bottom[other] < bottom[column] ? other : column;
      }
      places.put(component, new int[] {GAP + column * (WIDTH + GAP), GAP / 2 + bottom[column]});
      bottom[column] += heightOf(component) + GAP / 2;
    }
    int lowest = 0;
    for (int each : bottom) {
      lowest = Math.max(lowest, each);
    }
    return lowest + GAP / 2;
  }

  private int heightOf(String component) {
    return LINE * (contents.get(component).size() + 2);
  }

  private String box(String component) {
    int[] at = places.get(component);
    StringBuilder lines = new StringBuilder();
    int y = at[1] + 2 * LINE + 4;
    for (Map.Entry<String, Integer> kind : contents.get(component).entrySet()) {
      lines.append(
          "<text x=\"%d\" y=\"%d\">%d × %s</text>%n"
              .formatted(at[0] + 10, y, kind.getValue(), kind.getKey()));
      y += LINE;
    }
    return """
    <rect x="%d" y="%d" width="%d" height="%d" rx="6" fill="#f4f7fa" fill-opacity="0.93" stroke="#456"/>
    <text x="%d" y="%d" font-weight="bold">%s</text>
    %s\
    """
        .formatted(
            at[0],
            at[1],
            WIDTH,
            heightOf(component),
            at[0] + 10,
            at[1] + LINE + 2,
            component,
            lines)
        .stripTrailing();
  }

  private String arrow(String from, String to) {
    int[] a = places.get(from);
    int[] b = places.get(to);
    boolean right = b[0] >= a[0];
    int x1 = a[0] + (right ? WIDTH : 0);
    int x2 = b[0] + (right && b[0] > a[0] ? 0 : WIDTH);
    int y1 = a[1] + heightOf(from) / 2;
    int y2 = b[1] + heightOf(to) / 2;
    int bend = GAP / 2;
    return "<path d=\"M%d %dC%d %d %d %d %d %d\" fill=\"none\" stroke=\"#89a\" marker-end=\"url(#tip)\"/>"
        .formatted(
            x1, y1, x1 + (right ? bend : -bend), y1, x2 + (x2 == b[0] ? -bend : bend), y2, x2, y2);
  }
}
