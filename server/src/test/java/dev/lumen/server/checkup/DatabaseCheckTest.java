package dev.lumen.server.checkup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.database.TestDatabase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("M-11: what the doctor says of a database")
class DatabaseCheckTest {
  private static List<Finding> found(Duration ahead) {
    try (TestDatabase database = TestDatabase.create()) {
      InstantSource clock = InstantSource.offset(InstantSource.system(), ahead);
      List<Finding> findings = new ArrayList<>();
      new DatabaseCheck(database.server(), clock, findings).look();
      return findings;
    }
  }

  @Test
  @DisplayName("a clock that differs from the database's is told, with how much and which way")
  void clocks() {
    assertThat(found(Duration.ZERO)).extracting(Finding::subject).doesNotContain("clock");
    assertThat(found(Duration.ofMinutes(5)))
        .filteredOn(finding -> finding.subject().equals("clock"))
        .singleElement()
        .satisfies(it -> assertThat(it.found()).containsPattern("(29|30)\\d s ahead of"))
        .satisfies(it -> assertThat(it.verdict()).isEqualTo(Finding.Verdict.WARN));
    assertThat(found(Duration.ofMinutes(-5)))
        .extracting(Finding::found)
        .anyMatch(it -> it.matches(".*(29|30)\\d s behind.*"));
  }
}
