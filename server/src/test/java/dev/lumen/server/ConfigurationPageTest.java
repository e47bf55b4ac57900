package dev.lumen.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
  /** When this fails, put the table of the failure into the page. */
  @Test
  void thePageShowsExactlyTheSettingsThereAre() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "configuration.md"));
    int table = page.indexOf("| Variable |");
    int end = page.indexOf("\n\n", table) + 1;
    assertThat(page.substring(table, end)).isEqualTo(Setting.markdownTable());
  }
}
