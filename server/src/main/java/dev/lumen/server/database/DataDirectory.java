package dev.lumen.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder Lumen keeps everything in. */
final class DataDirectory {
  private DataDirectory() {}

  /** Makes the folder and proves that it can be written to. */
  static Path prepare(Path wanted) {
    Path directory = wanted.toAbsolutePath().normalize();
    try {
      Files.createDirectories(directory);
      Files.delete(Files.createTempFile(directory, "writable", ""));
      return directory.toRealPath();
    } catch (IOException e) {
      throw DatabaseException.setup(
          "Lumen cannot write to its data directory %s. Nothing was started. Give this user the right to write"
                  .formatted(directory)
              + " there, or choose another folder with --data-dir or LUMEN_DATA_DIR.",
          e);
    }
  }
}
