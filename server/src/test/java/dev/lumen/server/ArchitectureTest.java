package dev.lumen.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The arrows of docs/architecture.md")
class ArchitectureTest {
  private static final Pattern OURS =
      Pattern.compile("dev\\.lumen\\.(?:server\\.(\\w+).*|cleaner.*)");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|([\\w, ]*)\\|");

  private static JavaClasses server;

  @BeforeAll
  static void read() {
    server =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.lumen.server");
  }

  @Test
  void everyRoomUsesExactlyWhatThePageSays() throws IOException {
    assertThat(arrows()).isEqualTo(arrowsOfThePage());
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("dev.lumen.server.(*)..").should().beFreeOfCycles().check(server);
  }

  @Test
  void theFeedKnowsNoFeature() {
    noClasses()
        .that()
        .resideInAPackage("..feed..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..conversation..", "..turn..", "..realtime..", "..account..", "..queue..", "..api..")
        .check(server);
  }

  @Test
  void theQueueKnowsNoFeature() {
    noClasses()
        .that()
        .resideInAPackage("..queue..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..conversation..", "..turn..", "..realtime..", "..account..", "dev.lumen.server.api..")
        .check(server);
  }

  @Test
  void theEventsKnowNoFeature() {
    noClasses()
        .that()
        .resideInAPackage("..realtime..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..conversation..", "..turn..", "..account..", "..queue..", "..server.api..")
        .check(server);
  }

  @Test
  void onlyTheRoomOfModelsKnowsTheirLibraries() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..server.model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.langchain4j..", "io.github.resilience4j..")
        .check(server);
  }

  @Test
  void onlyTheRootWiresAndNothingKnowsTheRoot() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.lumen.server")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.lumen.server")
        .check(server);
  }

  @Test
  void storeFeedAndQueueKnowNoWebServer() {
    noClasses()
        .that()
        .resideInAnyPackage("..database..", "..feed..", "..queue..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.helidon..")
        .check(server);
  }

  @Test
  void timeIsHandedIn() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.lumen.server")
        .should()
        .callMethod(Instant.class, "now")
        .check(server);
  }

  @Test
  void noRoomIsCalledByAWordThatSaysNothing() {
    classes()
        .should()
        .resideOutsideOfPackages("..util..", "..common..", "..manager..", "..impl..", "..helper..")
        .check(server);
  }

  private static NavigableMap<String, NavigableSet<String>> arrows() {
    NavigableMap<String, NavigableSet<String>> arrows = new TreeMap<>();
    for (JavaClass type : server) {
      String from = room(type);
      if (!from.isEmpty()) {
        NavigableSet<String> used = arrows.computeIfAbsent(from, unknown -> new TreeSet<>());
        type.getDirectDependenciesFromSelf().stream()
            .map(dependency -> room(dependency.getTargetClass().getBaseComponentType()))
            .filter(to -> !to.isEmpty() && !to.equals(from))
            .forEach(used::add);
      }
    }
    return arrows;
  }

  /** As {@code queue}; empty for the root of the server and for what is not Lumen's. */
  private static String room(JavaClass type) {
    Matcher ours = OURS.matcher(type.getPackageName());
    if (!ours.matches()) {
      return "";
    }
    return ours.group(1) == null ? "cleaner" : ours.group(1);
  }

  private static NavigableMap<String, NavigableSet<String>> arrowsOfThePage() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "architecture.md"));
    NavigableMap<String, NavigableSet<String>> arrows = new TreeMap<>();
    Matcher rows = ROW.matcher(page);
    while (rows.find()) {
      NavigableSet<String> used = new TreeSet<>(List.of(rows.group(2).strip().split(",\\s*")));
      used.remove("");
      arrows.put(rows.group(1), used);
    }
    return arrows;
  }
}
