package dev.lumen.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build. */
public final class Version {
  /** For example {@code 0.1.0}. */
  public static final String CURRENT = read();

  private Version() {}

  private static String read() {
    Properties properties = new Properties();
    try (InputStream resource =
        Version.class.getResourceAsStream("/dev/lumen/server/version.properties")) {
      if (resource == null) {
        throw new IllegalStateException("version.properties is missing from this build");
      }
      properties.load(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
