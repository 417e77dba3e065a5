package dev.linnet.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What {@code shared/bench/containers} starts: redirects by services that run already, side by
 * side. Arguments: the seconds of one measurement; and for each service its name, its address, and
 * the ids of the processes whose time counts, with commas between. The last one makes the links.
 */
public final class ContainerBench {
  private static final int PER_SERVICE = 3;

  private ContainerBench() {}

  public static void main(String[] arguments) throws IOException {
    Duration time = Duration.ofSeconds(Long.parseLong(arguments[0]));
    List<String> services = List.of(arguments).subList(1, arguments.length);
    Links links = Links.by(URI.create(services.get(services.size() - PER_SERVICE + 1)));
    List<Target> targets = new ArrayList<>();
    for (int i = 0; i < services.size(); i += PER_SERVICE) {
      URI address = URI.create(services.get(i + 1));
      List<MeasuredProcess> processes =
          Arrays.stream(services.get(i + 2).split(","))
              .map(pid -> MeasuredProcess.of(Long.parseLong(pid), address))
              .toList();
      targets.add(new Target(services.get(i), processes, links.follow(), 302));
    }
    Bench.printSetting(time);
    Bench.printRedirects(new Rounds(time).of(targets));
  }
}
