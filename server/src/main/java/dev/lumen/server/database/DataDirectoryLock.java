package dev.lumen.server.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One Lumen to a data directory. The kernel frees the lock with the process, however that ends, so
 * it is never stale.
 *
 * <p>It also frees it as soon as the process closes any descriptor of that file, were it only
 * opened to be read: nothing else in Lumen may open {@code lumen.lock}. That is why the directories
 * of this process are remembered here and a second attempt does not come near the file.
 */
final class DataDirectoryLock implements AutoCloseable {
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private DataDirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes the lock or says who has it.
   *
   * @param directory as its real path, so that one directory has one name
   */
  static DataDirectoryLock take(Path directory) throws IOException {
    if (!HELD_HERE.add(directory)) {
      throw inUse(directory, Long.toString(ProcessHandle.current().pid()));
    }
    try {
      return new DataDirectoryLock(directory, lock(directory));
    } catch (IOException | RuntimeException e) {
      HELD_HERE.remove(directory);
      throw e;
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    Path file = directory.resolve("lumen.lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw inUse(directory, Files.readString(file).strip());
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static DatabaseException inUse(Path directory, String process) {
    return DatabaseException.setup(
        "Another Lumen (process %s) is using the data directory %s. Stop it, or choose another one with --data-dir."
            .formatted(process, directory));
  }

  @Override
  public void close() throws IOException {
    channel.close();
    HELD_HERE.remove(directory);
  }
}
