package dev.lumen.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataFolderTest {
  private static final Path HOME = Path.of("/home/ada");

  @Test
  void linuxFollowsTheXdgSpecification() {
    assertThat(DataFolder.conventional("Linux", HOME, Map.of()))
        .isEqualTo(HOME.resolve(".local/share/lumen"));
    assertThat(DataFolder.conventional("Linux", HOME, Map.of("XDG_DATA_HOME", "/data")))
        .isEqualTo(Path.of("/data/lumen"));
    assertThat(DataFolder.conventional("Linux", HOME, Map.of("XDG_DATA_HOME", "relative")))
        .isEqualTo(HOME.resolve(".local/share/lumen"));
  }

  @Test
  void macOsUsesApplicationSupport() {
    assertThat(DataFolder.conventional("Mac OS X", HOME, Map.of()))
        .isEqualTo(HOME.resolve("Library/Application Support/Lumen"));
  }

  @Test
  void windowsUsesLocalAppData() {
    assertThat(DataFolder.conventional("Windows 11", HOME, Map.of("LOCALAPPDATA", "/local")))
        .isEqualTo(Path.of("/local/Lumen"));
    assertThat(DataFolder.conventional("WINDOWS", HOME, Map.of()))
        .isEqualTo(HOME.resolve("AppData/Local/Lumen"));
  }
}
