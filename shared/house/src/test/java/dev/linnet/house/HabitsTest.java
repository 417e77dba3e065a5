package dev.linnet.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HabitsTest {
  private static final JavaClasses HOUSE = Rooms.classes();

  /**
   * Beside the composition roots: the one reader that they hand to Env, and the handler's base
   * class, which Lambda itself builds and which asks two variables of the platform's, no setting of
   * ours.
   */
  private static final Set<String> READERS_OF_THE_ENVIRONMENT =
      Set.of("dev.linnet.config.ProcessEnvironment", "dev.linnet.invoker.LeanInvoker");

  private static final ArchRule ONE_READER_OF_THE_ENVIRONMENT =
      noClasses()
          .that(describe("are not *Application or Main", type -> !mayReadTheEnvironment(type)))
          .should()
          .accessTargetWhere(target(owner(name("java.lang.System"))).and(target(name("getenv"))))
          .because("settings are read once, at the start, into a record");

  private static final ArchRule NAMES_SAY_SOMETHING =
      noClasses()
          .should()
          .haveNameMatching(".*(Impl|Utils?|Helper|Manager)")
          .because("such a name says nothing");

  private static final ArchRule NO_PREFIX_FOR_INTERFACES =
      noClasses().that().areInterfaces().should().haveNameMatching(".*[.$]I\\p{Lu}\\w*");

  private static final ArchRule ROOMS_ARE_FLAT =
      classes()
          .that()
          .resideOutsideOfPackage(Rooms.packageOf(Rooms.LOCAL_RUNTIME))
          .should()
          .resideInAPackage("dev.linnet.*");

  @Test
  void only_the_start_reads_the_environment() {
    ONE_READER_OF_THE_ENVIRONMENT.check(HOUSE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "String home = System.getenv(\"HOME\");",
        "Object all = System.getenv();",
        "java.util.function.Function<String, String> read = System::getenv;"
      })
  void reading_the_environment_elsewhere_is_caught(String body, @TempDir Path folder)
      throws IOException {
    caught(
        ONE_READER_OF_THE_ENVIRONMENT,
        folder,
        Planted.type("class", "dev.linnet.redis.Store", body));
  }

  @Test
  void an_application_may_read_the_environment(@TempDir Path folder) throws IOException {
    String body = "String home = System.getenv(\"HOME\");";
    String planted = Planted.type("class", "dev.linnet.create.CreateApplication", body);

    ArchRule rule = ONE_READER_OF_THE_ENVIRONMENT.allowEmptyShould(true);
    assertThat(rule.evaluate(Planted.in(folder, planted)).hasViolation()).isFalse();
  }

  @Test
  void names_say_something() {
    NAMES_SAY_SOMETHING.check(HOUSE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"StoreImpl", "KeyUtil", "KeyUtils", "LinkHelper", "PoolManager"})
  void a_name_that_says_nothing_is_caught(String name, @TempDir Path folder) throws IOException {
    caught(NAMES_SAY_SOMETHING, folder, Planted.type("class", "dev.linnet.links." + name, ""));
  }

  @Test
  void interfaces_have_no_prefix() {
    NO_PREFIX_FOR_INTERFACES.allowEmptyShould(true).check(HOUSE);
  }

  @Test
  void a_prefix_of_an_interface_is_caught(@TempDir Path folder) throws IOException {
    caught(
        NO_PREFIX_FOR_INTERFACES, folder, Planted.type("interface", "dev.linnet.links.IStore", ""));
  }

  @Test
  void rooms_are_flat() {
    ROOMS_ARE_FLAT.check(HOUSE);
  }

  @Test
  void a_package_inside_a_room_is_caught(@TempDir Path folder) throws IOException {
    caught(ROOMS_ARE_FLAT, folder, Planted.type("class", "dev.linnet.links.keys.Pool", ""));
  }

  private static void caught(ArchRule rule, Path folder, String planted) throws IOException {
    assertThat(rule.evaluate(Planted.in(folder, planted)).hasViolation()).as(planted).isTrue();
  }

  private static boolean mayReadTheEnvironment(JavaClass type) {
    JavaClass outer = type.getEnclosingClass().orElse(type);
    return outer.getSimpleName().endsWith("Application")
        || outer.getSimpleName().equals("Main")
        || READERS_OF_THE_ENVIRONMENT.contains(outer.getName());
  }
}
