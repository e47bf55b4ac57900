package dev.lumen.cleaner.lexicon;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the data files that ship in the jar. */
public final class Resources {
  private Resources() {}

  /**
   * The lines of a file, without empty ones and comments.
   *
   * @param name beside this class, or absolute with a leading slash
   */
  public static List<String> lines(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  /**
   * The content of a file.
   *
   * @param name as for {@link #lines}
   */
  public static byte[] bytes(String name) {
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "the cleaner's data file " + name + " is missing from its jar; rebuild the jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the cleaner's data file " + name + " cannot be read", e);
    }
  }
}
