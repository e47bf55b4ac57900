package dev.lumen.server.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that is there whole or not at all, whatever happens meanwhile: written beside its place,
 * on disk before it takes its name. Only its owner may read it.
 */
final class WholeFile {
  private WholeFile() {}

  interface Writing<T> {
    T to(OutputStream out) throws IOException;
  }

  static <T> T write(Path file, Writing<T> writing) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null) {
      throw new IOException("this is no place for a file");
    }
    Files.createDirectories(folder);
    Path partial = folder.resolve("." + target.getFileName() + ".partial");
    Files.deleteIfExists(partial);
    partial.toFile().deleteOnExit(); // where Ctrl-C ends the process in the middle
    try {
      T result;
      try (FileChannel channel =
          FileChannel.open(
              partial,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              ownerOnly())) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        result = writing.to(out);
        out.flush();
        channel.force(true);
      }
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      keepName(folder);
      return result;
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** The name is on disk only when its folder is; where folders cannot be opened it has to do. */
  private static void keepName(Path folder) throws IOException {
    if (isPosix()) {
      try (FileChannel names = FileChannel.open(folder)) {
        names.force(true);
      }
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return isPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
