package dev.lumen.server;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * What this server is called among others: the same after it starts again with its data folder, so
 * that it counts once and finds what it left open. No secret.
 */
final class NodeName {
  private static final String FILE = "node";
  private static final int LONGEST = 8;

  private NodeName() {}

  /** The name kept in a data folder; one for this start alone where none can be kept. */
  static String in(Path dataFolder) {
    String fresh = UUID.randomUUID().toString().substring(0, LONGEST);
    Path file = dataFolder.resolve(FILE);
    try {
      Files.createDirectories(dataFolder);
      Files.writeString(file, fresh, StandardOpenOption.CREATE_NEW);
      return fresh;
    } catch (FileAlreadyExistsException known) {
      return read(file, fresh);
    } catch (IOException e) {
      return fresh;
    }
  }

  private static String read(Path file, String otherwise) {
    try {
      String name = Files.readString(file).strip();
      return name.matches("[0-9a-z]{1," + LONGEST + "}") ? name : otherwise;
    } catch (IOException e) {
      return otherwise;
    }
  }
}
