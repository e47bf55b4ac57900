package dev.lumen.bench.faults;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file system in memory of a few gigabytes, which can be filled up to its last byte. */
final class SmallDisk implements Closeable {
  /** Above what PostgreSQL keeps of its log by itself, so that only {@link #fill} fills it. */
  private static final String SIZE = "3g";

  private static final int CHUNK = 1 << 20;

  /** What PostgreSQL may write while the size is being changed, which fails below what is there. */
  private static final long LEFT_TO_FILL = 64 * CHUNK;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Puts one at a folder; empty where that is not allowed, or no Linux. */
  static Optional<SmallDisk> at(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    return runs("mount", "-t", "tmpfs", "-o", "mode=700,size=" + SIZE, "tmpfs", folder.toString())
        ? Optional.of(new SmallDisk(folder))
        : Optional.empty();
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  /** Leaves no room at all, until {@link #free}. */
  void fill() throws IOException, InterruptedException {
    shrink();
    byte[] chunk = new byte[CHUNK];
    try (OutputStream out = Files.newOutputStream(filler())) {
      for (int size = CHUNK; size > 0; ) {
        try {
          out.write(chunk, 0, size);
        } catch (IOException full) {
          size /= 2; // what was left was smaller
        }
      }
    }
  }

  /** Makes it nearly as small as what is in it: writing gigabytes to memory can take a minute. */
  private void shrink() throws IOException, InterruptedException {
    FileStore store = Files.getFileStore(folder);
    long used = store.getTotalSpace() - store.getUsableSpace();
    runs("mount", "-o", "remount,size=" + (used + LEFT_TO_FILL), folder.toString());
  }

  /** Gives the room back. */
  void free() throws IOException, InterruptedException {
    Files.deleteIfExists(filler());
    runs("mount", "-o", "remount,size=" + SIZE, folder.toString());
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  @Override
  public void close() throws IOException {
    try {
      runs("umount", "--lazy", folder.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
