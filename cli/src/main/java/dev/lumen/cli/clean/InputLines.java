package dev.lumen.cli.clean;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of UTF-8 and says when it is about to wait for more, which is when what is ready must
 * be shown: a reader that waits for the rest of a line would keep the answer to the line before.
 */
final class InputLines {
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final Runnable beforeWaiting;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;

  InputLines(InputStream in, Runnable beforeWaiting) {
    this.in = in;
    this.beforeWaiting = beforeWaiting;
  }

  /** The next line without its end; null at the end of the input. */
  @Nullable String next() throws IOException {
    ByteArrayOutputStream begun = new ByteArrayOutputStream(0);
    while (true) {
      int end = indexOfLineEnd();
      begun.write(buffer, from, end - from);
      if (end < to) {
        from = end + 1;
        return text(begun);
      }
      if (!fill()) {
        return begun.size() == 0 ? null : text(begun);
      }
    }
  }

  private int indexOfLineEnd() {
    int index = from;
    while (index < to && buffer[index] != '\n') {
      index++;
    }
    return index;
  }

  private boolean fill() throws IOException {
    beforeWaiting.run();
    int read = in.read(buffer);
    from = 0;
    to = Math.max(0, read);
    return read > 0;
  }

  private static String text(ByteArrayOutputStream bytes) {
    String line = bytes.toString(StandardCharsets.UTF_8);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }
}
