package dev.linnet.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArrowsTest {
  private static final Pattern MODULE = Pattern.compile("<module>(?:\\w+/)?([\\w-]+)</module>");
  private static final JavaClasses HOUSE = Rooms.classes();

  private static final ArchRule LINKS_IMPORT_THE_JDK_ONLY =
      classes()
          .that()
          .resideInAPackage(Rooms.packageOf("links"))
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "javax.crypto..", "org.jspecify..", Rooms.packageOf("links"));

  static Set<String> rooms() {
    return new TreeSet<>(Rooms.ARROWS.keySet());
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void a_room_uses_only_the_rooms_that_its_arrows_lead_to(String room) {
    arrowsOf(room).allowEmptyShould(true).check(HOUSE);
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void an_arrow_that_is_not_drawn_is_caught(String room, @TempDir Path folder) throws IOException {
    JavaClasses planted =
        Planted.in(folder, Stream.concat(doors(), userOfAll(room)).toArray(String[]::new));

    String found = arrowsOf(room).evaluate(planted).getFailureReport().toString();

    for (String other : rooms()) {
      boolean allowed = other.equals(room) || Rooms.ARROWS.get(room).contains(other);
      assertThat(found.contains("<dev.linnet." + other + ".Door>")).as(other).isNotEqualTo(allowed);
    }
  }

  @Test
  void links_import_the_jdk_only() {
    LINKS_IMPORT_THE_JDK_ONLY.check(HOUSE);
  }

  @Test
  void a_library_in_links_is_caught(@TempDir Path folder) throws IOException {
    String planted =
        Planted.type("class", "dev.linnet.links.Planted", "org.junit.jupiter.api.Test library;");

    assertThat(LINKS_IMPORT_THE_JDK_ONLY.evaluate(Planted.in(folder, planted)).hasViolation())
        .isTrue();
  }

  @Test
  void every_module_is_a_room() throws IOException {
    Path root = Path.of("..", "..");
    Set<String> modules = new TreeSet<>();
    for (Path pom : Set.of(root.resolve("pom.xml"), root.resolve("functions/pom.xml"))) {
      MODULE
          .matcher(Files.readString(pom))
          .results()
          .forEach(m -> modules.add(m.group(1).replace("-", "")));
    }
    modules.removeAll(Set.of("functions", "house", "bench", "load"));

    assertThat(modules).isEqualTo(rooms());
  }

  private static ArchRule arrowsOf(String room) {
    String[] open =
        Stream.concat(Stream.of(room), Rooms.ARROWS.get(room).stream())
            .map(Rooms::packageOf)
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(Rooms.packageOf(room))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(open).or(not(resideInAPackage("dev.linnet.."))))
        .as("%s uses only %s".formatted(room, Rooms.ARROWS.get(room)));
  }

  private static Stream<String> doors() {
    return rooms().stream().map(room -> Planted.type("class", "dev.linnet." + room + ".Door", ""));
  }

  private static Stream<String> userOfAll(String room) {
    StringBuilder fields = new StringBuilder();
    for (String other : rooms()) {
      fields.append("dev.linnet.%s.Door %s; ".formatted(other, other));
    }
    return Stream.of(Planted.type("class", "dev.linnet." + room + ".Planted", fields.toString()));
  }
}
