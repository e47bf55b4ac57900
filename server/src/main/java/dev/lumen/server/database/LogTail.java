package dev.lumen.server.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What PostgreSQL wrote to its log while it failed to start. */
final class LogTail {
  private static final int LIMIT = 4000;

  /**
   * Reasons that go away by themselves: a dying backend, a zombie, a port that was taken meanwhile.
   */
  private static final List<String> PASSING =
      List.of(
          "shared memory block",
          "lock file \"",
          "could not bind",
          "could not create any TCP/IP sockets");

  private LogTail() {}

  /** What was added after the first {@code from} bytes; at most the first 4,000 of them. */
  static String since(Path log, long from) throws IOException {
    if (!Files.exists(log)) {
      return "";
    }
    try (FileChannel channel = FileChannel.open(log)) {
      ByteBuffer buffer = ByteBuffer.allocate(LIMIT);
      channel.read(buffer, from);
      return StandardCharsets.UTF_8.decode(buffer.flip()).toString().strip();
    }
  }

  static boolean isPassing(String reason) {
    return PASSING.stream().anyMatch(reason::contains);
  }
}
