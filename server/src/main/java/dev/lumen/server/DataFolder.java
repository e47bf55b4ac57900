package dev.lumen.server;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where programs keep a user's data, by the custom of the operating system (XDG Base Directory
 * Specification 0.8; Application Support on macOS; LOCALAPPDATA on Windows).
 */
final class DataFolder {
  private DataFolder() {}

  static Path conventional(String osName, Path home, Map<String, String> env) {
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.startsWith("mac")) {
      return home.resolve("Library", "Application Support", "Lumen");
    }
    if (os.startsWith("windows")) {
      String local = env.getOrDefault("LOCALAPPDATA", "");
      Path base = local.isBlank() ? home.resolve("AppData", "Local") : Path.of(local);
      return base.resolve("Lumen");
    }
    String xdg = env.getOrDefault("XDG_DATA_HOME", "");
    // The specification wants a relative value ignored.
    boolean usable = !xdg.isBlank() && Path.of(xdg).isAbsolute();
    return (usable ? Path.of(xdg) : home.resolve(".local", "share")).resolve("lumen");
  }
}
