package dev.lumen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/contract.md says what is promised, and which tests prove it")
class ContractPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Path PAGE = ROOT.resolve("docs/contract.md");
  private static final String TO_WRITE_IT =
      "mvn -pl cli -am test -Dtest=ContractPageTest -Dtest.jvm.flags=-Dlumen.docs.write=true";
  private static Checklist checklist;
  private static NamedTests tests;

  @BeforeAll
  static void read() throws IOException {
    checklist = Checklist.read(ROOT.resolve("docs/contract/checklist.yaml"));
    tests = NamedTests.in(ROOT);
  }

  @Test
  void whatIsBuiltIsNamedByATest() {
    List<String> unproven =
        checklist
            .entries()
            .filter(entry -> entry.state() == Checklist.State.BUILT)
            .map(Checklist.Entry::id)
            .filter(id -> tests.naming(id).isEmpty())
            .toList();
    assertThat(unproven).as("built, but no test names it").isEmpty();
  }

  @Test
  void aTestNamesOnlyWhatIsPromised() {
    Set<String> unknown = new HashSet<>(tests.byId().keySet());
    unknown.removeAll(checklist.entries().map(Checklist.Entry::id).collect(Collectors.toSet()));
    assertThat(unknown).as("named by a test, but not in the checklist").isEmpty();
  }

  @Test
  void everyPromiseIsThereOnceAndWhole() {
    assertThat(checklist.entries().map(Checklist.Entry::id)).doesNotHaveDuplicates();
    assertThat(checklist.entries())
        .allSatisfy(
            entry -> {
              assertThat(entry.id()).matches("[HWVCQRSPMDUTOX]-\\d{2,3}[a-e]?");
              assertThat(entry.what()).isNotBlank();
              assertThat(entry.missing() != null)
                  .as("%s says what is missing, if and only if it is built in part", entry.id())
                  .isEqualTo(entry.state() == Checklist.State.PARTLY);
              if (entry.state() == Checklist.State.BUILT) {
                assertThat(entry.see()).as("how to see %s", entry.id()).isNotBlank();
              }
            });
  }

  @Test
  void thePageIsUpToDate() throws IOException {
    String page = Files.readString(PAGE);
    int mark = page.indexOf(ContractPage.MARK);
    assertThat(mark).as("the mark of the made part").isPositive();
    String expected = page.substring(0, mark) + new ContractPage(checklist, tests).made();
    if (Boolean.getBoolean("lumen.docs.write")) {
      Files.writeString(PAGE, expected);
    }
    List<String> missing = new ArrayList<>(lines(expected));
    List<String> written = Files.readAllLines(PAGE);
    missing.removeAll(written);
    assertThat(missing)
        .as("lines that docs/contract.md lacks; to write it: " + TO_WRITE_IT)
        .isEmpty();
    assertThat(written).as("docs/contract.md has a line too many").hasSameSizeAs(lines(expected));
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }

  @Test
  void idsAreReadWhereATestSaysWhatItProves() {
    // With # for the dash, or this class would seem to prove them.
    String source =
        """
        /** The list, H#05. */
        @DisplayName(
            "V#01 to V#03, H#08c: told"
                + " in order (D#04)")
        void x() { say("P#256"); } // X#22
        """;
    assertThat(NamedTests.ids(source.replace('#', '-')).map(id -> id.replace('-', '#')))
        .containsExactly("H#05", "V#01", "V#02", "V#03", "H#08c", "D#04", "X#22");
  }

  @Test
  void idsAreReadFromTheTitlesOfThePagesTests() {
    String source =
        """
        // P#01 is no title.
        test("live on two pages (P#41, U#02)", async () => expect("X#22"));
        it(
          `axe finds nothing, ${theme} (P#31 to P#33)`, run);
        """;
    assertThat(NamedTests.idsOfTitles(source.replace('#', '-')).map(id -> id.replace('-', '#')))
        .containsExactly("P#41", "U#02", "P#31", "P#32", "P#33");
  }
}
