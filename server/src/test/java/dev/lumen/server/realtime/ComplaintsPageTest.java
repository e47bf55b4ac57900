package dev.lumen.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/protocol/complaints.md names tests that there are")
class ComplaintsPageTest {
  private static final Pattern NAMED = Pattern.compile("`(\\w+)\\.(\\w+)`");
  private static final Pattern LINE = Pattern.compile("(?m)^\\| (?!complaint|---).*\\|$");

  @Test
  void everyLineIsHeldByTestsThatExist() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "protocol", "complaints.md"));
    List<String> lines = LINE.matcher(page).results().map(MatchResult::group).toList();
    assertThat(lines).hasSizeGreaterThan(25);
    List<String> missing = new ArrayList<>();
    for (String line : lines) {
      List<MatchResult> named = NAMED.matcher(line).results().toList();
      assertThat(named).as(line).isNotEmpty();
      for (MatchResult test : named) {
        if (!exists(test.group(1), test.group(2))) {
          missing.add(test.group());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private static boolean exists(String type, String method) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
      Optional<Path> file =
          files.filter(it -> it.getFileName().toString().equals(type + ".java")).findFirst();
      return file.isPresent() && Files.readString(file.get()).contains("void " + method + "(");
    }
  }
}
