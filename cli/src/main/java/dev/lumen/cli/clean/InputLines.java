package dev.lumen.cli.clean;

import dev.lumen.cleaner.transcript.TranscriptException;
import dev.lumen.cli.TextBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of {@linkplain TextBytes text} and says when it is about to wait for more, which is
 * when what is ready must be shown: a reader that waits for the rest of a line would keep the
 * answer to the line before.
 */
final class InputLines {
  private static final int BUFFER = 1 << 16;

  private final Runnable beforeWaiting;
  private InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private int number;
  private boolean begun;

  InputLines(InputStream in, Runnable beforeWaiting) {
    this.in = in;
    this.beforeWaiting = beforeWaiting;
  }

  /**
   * The next line without its end; null at the end of the input.
   *
   * @throws TranscriptException when the line is not text; the next call goes on behind it
   */
  @Nullable String next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(0);
    while (true) {
      int end = indexOfLineEnd();
      line.write(buffer, from, end - from);
      if (end < to) {
        from = end + 1;
        return text(line);
      }
      if (!fill()) {
        return line.size() == 0 ? null : text(line);
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
    if (!begun && TextBytes.isUtf16(buffer, to)) {
      in = inUtf8(new SequenceInputStream(new ByteArrayInputStream(buffer.clone(), 0, to), in));
      to = 0;
      begun = true;
      return fill();
    }
    begun = true;
    return read > 0;
  }

  private static InputStream inUtf8(InputStream utf16) throws IOException {
    try {
      String all = TextBytes.all(utf16.readAllBytes());
      return new ByteArrayInputStream(all.getBytes(StandardCharsets.UTF_8));
    } catch (CharacterCodingException cutOff) {
      throw new TranscriptException(0, TextBytes.REFUSED);
    }
  }

  private String text(ByteArrayOutputStream bytes) {
    number++;
    String line;
    try {
      line = TextBytes.utf8(bytes.toByteArray());
    } catch (CharacterCodingException notText) {
      throw new TranscriptException(number, TextBytes.REFUSED);
    }
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }
}
